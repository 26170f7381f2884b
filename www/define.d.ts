/** Defines `<news-gloss>`, unless somebody has. */
export {};
import "./element.js";
