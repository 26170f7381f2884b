// Everything in one classic script, for pages and systems that take no more than that: newsgloss.global.js. It defines
// <news-gloss>, and has the functions in `newsgloss`.

import "./define.js";

export * from "./index.js";
export { default as init } from "./index.js";
