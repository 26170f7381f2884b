// A program that uses the package as its page says, for any bundler: the functions, the worker and the element. What came
// of it is left in `window.outcome`.

import init, { entities } from "newsgloss";
import "newsgloss/define";
import initWorker, { entities as entitiesThere, terminate } from "newsgloss/worker";

const TEXT = "Angela Merkel spoke in Russia.";
const say = (found) => found.map(({ name, link }) => `${name} ${link?.wikidata ?? ""}`.trim()).join(", ");

/** Whether the element has drawn the names of its own content, which it has once it is ready. */
function drawn() {
  const element = document.createElement("news-gloss");
  element.append(Object.assign(document.createElement("p"), { textContent: TEXT }));
  const ready = new Promise((resolve, reject) => {
    element.addEventListener("news-gloss-ready", () => resolve([...CSS.highlights.values()].some(({ size }) => size > 0)));
    element.addEventListener("news-gloss-error", ({ detail }) => reject(detail.error));
  });
  document.body.append(element);
  return ready;
}

async function run() {
  await init();
  await initWorker();
  const outcome = { here: say(entities(TEXT)), there: say(await entitiesThere(TEXT)), element: await drawn() };
  terminate();
  return outcome;
}

run().then((outcome) => { window.outcome = outcome; }, (error) => { window.outcome = { error: `${error.code}: ${error.message}` }; });
