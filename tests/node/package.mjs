// The package under test, as it ships.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

/** The package's directory. */
export const DIST = resolve(process.env.NEWSGLOSS_PACKAGE ?? "dist");

/** The address of one of its files. */
export const file = (name, directory = DIST) => pathToFileURL(join(directory, name));

/** A script as it is written: the package has it made small. */
export const source = (name) => new URL(`../../www/${name}`, import.meta.url);

/** The package, ready. */
export async function ready() {
  const newsgloss = await import(file("index.js"));
  await newsgloss.default();
  return newsgloss;
}

/** A copy of the package that nothing has been loaded into yet: `{ newsgloss, directory }`. */
export async function fresh() {
  const directory = mkdtempSync(join(tmpdir(), "newsgloss-"));
  after(() => rmSync(directory, { recursive: true }));
  cpSync(DIST, directory, { recursive: true });
  return { newsgloss: await import(file("index.js", directory)), directory };
}

/** For `assert.throws` and `assert.rejects`: a real error with this code. */
export const coded = (code) => (error) => {
  if (error instanceof Error && error.code === code && error.message.length > 0) return true;
  throw new Error(`wanted the code ${code}`, { cause: error });
};
