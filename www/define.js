// Defines <news-gloss>, unless somebody has.
import { NewsGloss } from "./element.js";

if (!customElements.get("news-gloss")) customElements.define("news-gloss", NewsGloss);
