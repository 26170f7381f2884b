// A program for a runtime without a page: the functions, and the worker's, by name of the package.

import init, { entities, toHTML } from "newsgloss";
import initWorker, { entities as entitiesThere, terminate } from "newsgloss/worker";

const TEXT = "Angela Merkel spoke in Russia.";
await init();
await initWorker();
const say = (found) => found.map(({ name, link }) => `${name} ${link?.wikidata ?? ""}`.trim()).join(", ");
console.log(JSON.stringify({ here: say(entities(TEXT)), there: say(await entitiesThere(TEXT)), marks: toHTML(TEXT).match(/<mark /g).length }));
terminate();
