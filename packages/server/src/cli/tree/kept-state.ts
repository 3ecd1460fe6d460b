import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TributaryError } from "../../base/errors.ts";

/** The folder within a tree for what export and import remember. */
export const stateFolder = ".tributary";

/** What a run remembers, so that the next one goes on where it ended. Undefined when there was none. */
export function readState<State>(folder: string, name: string): State | undefined {
  const file = join(folder, stateFolder, name);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as State;
  } catch (cause) {
    throw new TributaryError("invalid_input", `${file} is damaged: ${(cause as Error).message}.`, {
      hint: "Remove it to begin anew.",
      cause,
    });
  }
}

/** Whole or not at all: a program that is killed leaves the state before. */
export function writeState(folder: string, name: string, state: unknown): void {
  writeWhole(join(folder, stateFolder, name), `${JSON.stringify(state, null, 1)}\n`);
}

export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.part`;
  writeFileSync(part, content);
  renameSync(part, file);
}

export const hashOf = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");
