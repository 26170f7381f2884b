// Marks a word wherever it stands, as a page's own search might: newsgloss leaves this highlight alone.

const WORD = "ferry";

if (CSS.highlights) {
  const found = new Highlight();
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = node.data.indexOf(WORD); at >= 0; at = node.data.indexOf(WORD, at + 1)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + WORD.length);
      found.add(range);
    }
  }
  CSS.highlights.set("gazette-search", found);
}
