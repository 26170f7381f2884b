// A classic script that uses newsgloss.global.js: the functions by its name, and the element.

const element = document.createElement("news-gloss");
element.append(Object.assign(document.createElement("p"), { textContent: "Angela Merkel spoke in Russia." }));
const drawn = new Promise((resolve) => {
  element.addEventListener("news-gloss-ready", () => resolve([...CSS.highlights.values()].some(({ size }) => size > 0)));
});
document.body.append(element);

newsgloss.init().then(async () => {
  const here = newsgloss.entities("Angela Merkel spoke in Russia.").map(({ name, link }) => `${name} ${link?.wikidata ?? ""}`.trim()).join(", ");
  window.outcome = { here, element: await drawn };
}).catch(({ code, message }) => { window.outcome = { error: `${code}: ${message}` }; });
