// Texts that have broken programs before.

const article = `Storm hits Lisbon\n\nLISBON (Reuters) – Prime Minister António Costa said on Friday that “all is well”. ` +
  `Costa spoke at 8 a.m.\n\nWHAT NEXT\n\nThe European Union will help.\n\n(Reporting by Ana Silva)\n`;

export const TEXTS = {
  empty: "",
  space: " \n\t\u00a0\u2003\n",
  "one letter": "x",
  article,
  "windows line ends and a mark": `\ufeff${article.replaceAll("\n", "\r\n")}`,
  "no end": "word ".repeat(2000),
  emoji: "👩‍👩‍👧 met 🙂 in 🇰🇿. É e\u0301 Å.\n\nThen 🙂🙂🙂.",
  "lone surrogates": "A \ud800 b. \udc00C\n\n\ud83d D \ud83d",
  "right to left": "\u202eשלום עולם\u202c. مرحبا بالعالم.\n\nשלום.",
  chinese: "哈萨克斯坦总统托卡耶夫星期五表示，他已授权警察开枪。\n\n阿拉木图。",
  markup: `<script>alert("1")</script> & 'x' "y" <b>\n\n</mark><mark data-type="`,
  "control characters": Array.from({ length: 40 }, (_, i) => String.fromCharCode(i)).join("a"),
  "combining marks": `Z${"\u0300".repeat(500)}algo spoke.`,
  quotes: "“‘\"'".repeat(300),
};
