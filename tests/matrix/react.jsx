// The element in a React page that renders again and again around it.

import "newsgloss/define";
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function Article() {
  const [renders, setRenders] = useState(0);
  const element = useRef(null);
  useEffect(() => {
    const ready = () => setRenders((count) => count + 1);
    const failed = ({ detail }) => { window.outcome = { error: `${detail.error.code}: ${detail.error.message}` }; };
    element.current.addEventListener("news-gloss-ready", ready);
    element.current.addEventListener("news-gloss-error", failed);
  }, []);
  useEffect(() => {
    if (renders > 0 && renders < 5) setRenders(renders + 1);
    if (renders === 5) window.outcome = { element: [...CSS.highlights.values()].some(({ size }) => size > 0), renders };
  }, [renders]);
  return <news-gloss ref={element} class={`renders-${renders}`}><p>Angela Merkel spoke in Russia.</p></news-gloss>;
}

const root = document.body.appendChild(document.createElement("div"));
createRoot(root).render(<Article />);
