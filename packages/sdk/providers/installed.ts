import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** What `JSON.parse` gives. The packages are not among the project's dependencies, so neither are their types. */
export type Json = ReturnType<typeof JSON.parse>;

const modules = new URL("./node_modules/", import.meta.url);

export const providersInstalled = existsSync(modules);

/** For the note of a skipped test. */
export const howToInstall = "the providers' packages are not installed: npm ci --prefix packages/sdk/providers";

/** Imports a file of an installed package by its place: from a test, its name means nothing. */
export const importProvider = (path: string): Promise<Json> =>
  import(/* @vite-ignore */ pathToFileURL(new URL(path, modules).pathname).href);
