/**
 * `<news-gloss>` in React's JSX: `import type {} from "newsgloss/jsx"` somewhere in a program. It needs the types of
 * React 18 or newer, which is why it stands apart. Others declare the tag from `NewsGlossAttributes` of `newsgloss/dom`.
 */

import type { ClassAttributes, HTMLAttributes } from "react";
import type { NewsGloss, NewsGlossAttributes } from "./element.js";

/** The properties of `<news-gloss>` in JSX. */
export type NewsGlossProps = HTMLAttributes<NewsGloss> & ClassAttributes<NewsGloss> & NewsGlossAttributes;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "news-gloss": NewsGlossProps;
    }
  }
}
