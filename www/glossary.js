// A caller's own names on their way to the engine: checked, and packed into one string, which crosses to the engine or
// to a worker a hundred times faster than an object for each entry.
//
// A glossary stays what it was when it was made, whatever becomes of the array.

import { fail } from "./errors.js";

const BETWEEN_ENTRIES = "\u001e";
const BETWEEN_FIELDS = "\u001f";

/** What holds no control character but white space, so that it can be packed. */
const PACKABLE = /^[^\u0000-\u0008\u000e-\u001f]*$/;

let numbers = 0;

/** A glossary as what can be sent: its number, which no other has on this side, its packed entries, how many they are. */
export let portable;

/** The glossary that was sent. */
export let restore;

export class Glossary {
  #number = ++numbers;
  #packed;
  #size;

  constructor(entries) {
    if (!Array.isArray(entries)) throw wrong("the glossary must be an array of entries or a Glossary");
    this.#packed = entries.map(pack).join(BETWEEN_ENTRIES);
    this.#size = entries.length;
  }

  get size() {
    return this.#size;
  }

  static {
    portable = (glossary) => ({ number: glossary.#number, packed: glossary.#packed, size: glossary.#size });
    restore = ({ packed, size }) => {
      const glossary = new Glossary([]);
      glossary.#packed = packed;
      glossary.#size = size;
      return glossary;
    };
  }
}

/** How many glossaries a worker keeps: a page has one, or one for each of its sections. */
const KEPT = 4;

/** The values of the last few keys that were used. Two of these that see the same keys hold the same keys. */
export class Recent {
  #values = new Map();

  get(key, make) {
    const value = this.#values.has(key) ? this.#values.get(key) : make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > KEPT) this.#values.delete(this.#values.keys().next().value);
    return value;
  }
}

function pack(entry, at) {
  if (entry === null || typeof entry !== "object") throw wrong(`glossary[${at}] must be an object`);
  const { name, aliases = [], type, id, url } = entry;
  if (!Array.isArray(aliases)) throw wrong(`glossary[${at}].aliases must be an array`);
  const fields = [
    readText(at, "type", type),
    readReference(at, "id", id),
    readReference(at, "url", url),
    readText(at, "name", name),
    ...aliases.map((alias, i) => readText(at, `aliases[${i}]`, alias)),
  ];
  return fields.join(BETWEEN_FIELDS);
}

function readText(at, field, text) {
  if (typeof text !== "string") throw wrong(`glossary[${at}].${field} must be a string`);
  if (!PACKABLE.test(text)) throw wrong(`glossary[${at}].${field} holds a control character`);
  return text;
}

/** An id or an address: the empty string stands for none where it is packed. */
function readReference(at, field, text) {
  if (text === undefined) return "";
  if (text === "") throw wrong(`glossary[${at}].${field} is empty: leave it out`);
  return readText(at, field, text);
}

function wrong(message) {
  return fail("invalid-glossary", message);
}
