import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** What `JSON.parse` gives. The clients are not among the project's dependencies, so neither are their types. */
export type Json = ReturnType<typeof JSON.parse>;

const modules = new URL("./node_modules/", import.meta.url);

export const clientsInstalled = existsSync(modules);

/** For the note of a skipped test. */
export const howToInstall = "the clients are not installed: npm ci --prefix packages/emulator/clients";

/** The path of a file of an installed client. */
export const clientFile = (path: string): string => new URL(path, modules).pathname;

/** Imports a file of an installed client as Node would, by its place instead of its name: here the name means nothing. */
export const importClient = (path: string): Promise<Json> =>
  import(/* @vite-ignore */ pathToFileURL(clientFile(path)).href);
