// Where the reader's annotations are kept: in IndexedDB, on this device. One record an annotation. A change is compared
// with what is there and written in one transaction, so that no tab overwrites what another has written since it looked;
// each tab tells the others what it changed.

const STORE = "annotations";

/** What a record holds besides its document, in the order of src/widget/notes/record.rs. */
const FIELDS = [
  "id", "stamp", "exact", "prefix", "suffix", "byte", "colour", "note", "tags", "correction", "source", "kept", "created",
  "modified",
];

/** Tells other tabs, if the browser lets them talk. */
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("newsgloss-annotations") : null;

let opened = null;

/** The database. A failure is not kept: the next call tries again. */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("newsgloss", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ["document", "id"] });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const forget = () => { opened = null; };
      // Another tab may bring a newer version: it must not wait for this one.
      request.result.onversionchange = () => { request.result.close(); forget(); };
      request.result.onclose = forget;
      resolve(request.result);
    };
  });
  opened.catch(() => { opened = null; });
  return opened;
}

/** Resolves once a transaction is safe on the disk. */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

/** A record as a line: its values with a separator between them that none of them holds. */
function line(record) {
  return FIELDS.map((field) => `${record[field] ?? ""}`.replace(/[\x1e\x1f]/g, " ")).join("\x1f");
}

/** The record of a line. */
function record(line) {
  const values = line.split("\x1f");
  return Object.fromEntries(FIELDS.map((field, at) => [field, values[at]]));
}

/** The lines of a document's records, each with an end. */
export async function load(document) {
  const transaction = (await database()).transaction(STORE);
  const request = transaction.objectStore(STORE).getAll(IDBKeyRange.bound([document], [document, []]));
  await finished(transaction);
  return request.result.map((record) => `${line(record)}\x1e`).join("");
}

/**
 * Keeps the record of a line, or removes it if there is none, unless another tab has changed it since this one saw
 * `base`, the stamp that it had then; undefined if there was none. Resolves to undefined once that is safe on the disk,
 * or else to what the other tab has made of it: its line, or null if it removed it.
 */
export async function save(document, id, base, kept) {
  const transaction = (await database()).transaction(STORE, "readwrite", { durability: "strict" });
  const store = transaction.objectStore(STORE);
  let other;
  store.get([document, id]).onsuccess = ({ target: { result } }) => {
    if (result?.stamp !== base) other = result ?? null;
    else if (kept !== undefined) store.put({ ...record(kept), document });
    else store.delete([document, id]);
  };
  await finished(transaction);
  if (other === undefined) channel?.postMessage({ document, id, line: kept });
  return other && line(other);
}

/** Calls `changed(document, id, line)` for each change that another tab makes; `line` is undefined for a removal. */
export function watch(changed, signal) {
  channel?.addEventListener("message", ({ data }) => changed(data.document, data.id, data.line), { signal });
}
