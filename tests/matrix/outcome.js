// What came of an element that a framework has put on the page, left in `window.outcome`.

document.addEventListener("news-gloss-ready", ({ target }) => {
  const element = [...CSS.highlights.values()].some(({ size }) => size > 0);
  window.outcome = { element, article: target.querySelector("article").textContent.trim() };
});
document.addEventListener("news-gloss-error", ({ detail: { error } }) => { window.outcome = { error: `${error.code}: ${error.message}` }; });
