// A caller's own names, as an array and as a Glossary.

import assert from "node:assert/strict";
import { test } from "node:test";
import { coded, ready } from "./package.mjs";
import { TEXTS } from "./texts.mjs";

const { analyze, entities, Glossary, highlight } = await ready();

const HARBOUR = { name: "Blue Harbour Group", aliases: ["Blue Harbour", "BH"], type: "ORG", id: "bh-1", url: "/topics/bh-1" };
const TEXT = "“É 🙂” says Blue  Harbour’s Anna Lind. Blue Harbour Group (BH) and the bh agreed.";

test("names, ids and addresses are carried into every function", () => {
  const { mentions, entities: found } = analyze(TEXT, { glossary: [{ name: "Nobody", type: "PERSON" }, HARBOUR] });
  const entity = found.find(({ name }) => name === HARBOUR.name);
  assert.deepEqual({ ...entity, mentions: entity.mentions.length }, {
    id: entity.id, name: HARBOUR.name, type: "ORG", acronym: "BH", mentions: 3, glossary: { entry: 1, id: "bh-1", url: "/topics/bh-1" },
  });
  const ours = mentions.filter((mention) => mention.glossary);
  assert.deepEqual(ours.map(({ start, end }) => TEXT.slice(start, end)), ["Blue  Harbour", "Blue Harbour Group", "BH"]);
  assert.ok(ours.every(({ confidence, glossary, type }) => confidence === 1 && glossary === true && type === "ORG"));
  assert.ok(mentions.every((mention) => mention.glossary === true || !("glossary" in mention)));
  const nested = entities(TEXT, { glossary: [HARBOUR] }).find(({ name }) => name === HARBOUR.name);
  assert.deepEqual(nested.mentions, ours);
  assert.ok(!("url" in analyze(TEXT, { glossary: [{ name: "BH", type: "ORG", id: "x" }] }).entities.find(({ name }) => name === "BH").glossary));
  const marks = highlight(TEXT, { glossary: [HARBOUR] }).match(/<mark data-type="ORG" data-entity="0">/g);
  assert.ok(marks.length >= 3);
});

test("a Glossary is what its array was, as often as it is used, and among many", () => {
  const array = [HARBOUR];
  const glossary = new Glossary(array);
  const expected = analyze(TEXT, { glossary: array });
  array.push({ name: "Anna Lind", type: "MISC" });
  HARBOUR.aliases.push("agreed");
  assert.equal(glossary.size, 1);
  const others = Array.from({ length: 9 }, (_, i) => new Glossary([{ name: "Blue", type: "LOC", id: String(i) }]));
  for (const other of [...others, ...others]) {
    assert.deepEqual(analyze(TEXT, { glossary }), expected);
    assert.equal(entities(TEXT, { glossary: other }).filter(({ glossary }) => glossary).length, 1);
  }
  HARBOUR.aliases.pop();
  assert.deepEqual(analyze(TEXT, { glossary: [HARBOUR] }), expected);
  assert.deepEqual(analyze(TEXT), analyze(TEXT, { glossary: [] }));
});

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name}: names of a glossary hold to the laws`, () => {
    const { document, mentions, entities: found } = analyze(text, { glossary: [{ name: "the", type: "MISC" }, { name: "a", type: "LOC" }] });
    let last = 0;
    for (const { start, end, entity, glossary } of mentions) {
      assert.ok(last <= start && start < end && end <= text.length);
      assert.ok(document.blocks.some((block) => block.start <= start && end <= block.end));
      if (glossary) assert.match(text.slice(start, end), /^(the|a)\.?$/i);
      assert.ok(found[entity]);
      last = end;
    }
  });
}

test("a glossary that makes no sense is refused whole, and says which entry", () => {
  const entry = { name: "BH", type: "ORG" };
  const refusals = [
    ["BH", /array/],
    [{ 0: entry }, /array/],
    [null, /array/],
    [[null], /glossary\[0\] must be an object/],
    [[entry, "BH"], /glossary\[1\] must be an object/],
    [[{ type: "ORG" }], /glossary\[0\]\.name must be a string/],
    [[{ ...entry, name: "" }], /glossary\[0\]\.name is empty/],
    [[{ ...entry, type: "CAT" }], /glossary\[0\]\.type must be one of PERSON, ORG/],
    [[{ name: "BH" }], /glossary\[0\]\.type must be a string/],
    [[{ ...entry, aliases: "B" }], /glossary\[0\]\.aliases must be an array/],
    [[entry, { ...entry, name: "X", aliases: ["Y", 7] }], /glossary\[1\]\.aliases\[1\] must be a string/],
    [[{ ...entry, name: "B\u001eH" }], /glossary\[0\]\.name holds a control character/],
    [[{ ...entry, name: "B\u0000H" }], /glossary\[0\]\.name holds a control character/],
    [[{ ...entry, id: "a\u001fb" }], /glossary\[0\]\.id holds a control character/],
    [[{ ...entry, id: "" }], /glossary\[0\]\.id is empty/],
    [[{ ...entry, url: "javascript:alert(1)" }], /glossary\[0\]\.url must be an address/],
    [[entry, { name: "Harbour", aliases: ["BH"], type: "LOC" }], /glossary\[1\]\.aliases\[0\] \("BH"\) is a name of glossary\[0\] too/],
    [Array.from({ length: 100_001 }, (_, i) => ({ name: `Name ${i}`, type: "MISC" })), /100001 entries/],
    [[{ ...entry, name: "a".repeat(2000) }], /glossary\[0\]\.name has 2000 bytes/],
  ];
  for (const [glossary, message] of refusals) {
    for (const use of [analyze, entities, highlight]) {
      assert.throws(() => use("BH", { glossary }), (error) => coded("invalid-glossary")(error) && message.test(error.message), String(message));
    }
  }
  assert.throws(() => new Glossary([null]), coded("invalid-glossary"));
  assert.equal(analyze("BH", { glossary: [entry] }).entities.length, 1);
});
