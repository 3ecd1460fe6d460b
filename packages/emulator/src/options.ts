import type { Client } from "./auth/records.ts";
import { goneOperationIds } from "./gone-operations.ts";
import { type LimitsChange, readLimits } from "./limits/limits.ts";
import type { SeedSite } from "./seed/seed-site.ts";

export type EmulatorOptions = {
  /** `demo` is a company's wiki with a second, small site; `empty` one small site; `large` many pages of invented text; or sites of your own, the first first. */
  seed?: SeedName | SeedSite | readonly SeedSite[];
  /** How many pages `large` has, up to a million; 10,000 when absent. */
  pages?: number;
  /** Listen on 127.0.0.1 at once; 0 takes a free port. Without it only `fetch` answers, until `listen` is called. */
  port?: number;
  /** The time, in milliseconds since the epoch; `Date.now` when absent. Give a constant for answers that never change. */
  now?: () => number;
  /** How long search results lag behind writes, in milliseconds on the emulator's clock. 0 when absent; about 20,000 in real life. */
  indexLagMs?: number;
  /** Serve the v1 operations that were removed from the real API, instead of 410. */
  legacyV1?: boolean;
  /**
   * Operations of REST v1 that were removed as well: ids, paths such as `/content/{id}/label`, or `v1` for all; from all
   * sites, for OAuth apps only when `atGatewayOnly`.
   */
  gone?: readonly string[] | { readonly operations: readonly string[]; readonly atGatewayOnly?: boolean };
  /** Life of an access token in seconds; 3600 when absent, as in real life. */
  accessTokenSeconds?: number;
  /**
   * Gives every block of a written page or blog post a local id, as when somebody saved it in the editor right after.
   * Without it, bodies written as storage read back as they were written (recorded from a real site), and only those
   * written in the editor's own form, `atlas_doc_format`, get ids.
   */
  localIds?: boolean;
  /** Limits traffic as a real site does: `true` for the published figures, or figures of your own. Off when absent. */
  limits?: boolean | LimitsChange;
  /**
   * Keeps the state in this file: read at the start if it is there (the seed then does not matter), written within
   * seconds after changes and on `close`. One emulator at a time.
   */
  stateFile?: string;
  /** The default app's settings: its callback URLs, and whether it is granted one site or all. Any loopback URL when absent. */
  client?: { name?: string; redirectUris?: readonly string[]; access?: Client["access"] };
};

export const seedNames = ["demo", "empty", "large"] as const;
export type SeedName = (typeof seedNames)[number];

/** An option of `createEmulator` that cannot be. The message names it, what was given and what can be. */
export class EmulatorOptionError extends Error {
  readonly option: keyof EmulatorOptions;

  constructor(option: keyof EmulatorOptions, given: unknown, expected: string) {
    super(`The emulator's option "${option}" cannot be ${shown(given)}: ${expected}.`);
    this.name = "EmulatorOptionError";
    this.option = option;
  }
}

const shown = (value: unknown): string => (typeof value === "function" ? "a function" : String(JSON.stringify(value)));

const maxPages = 1_000_000;
const isInteger = (from: number, to: number) => (value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= from && value <= to;
const isFlag = (value: unknown) => typeof value === "boolean";

const rules: readonly [keyof EmulatorOptions, (value: unknown) => boolean, string][] = [
  ["port", isInteger(0, 65_535), "it is a number from 0 (any free port) to 65535"],
  ["pages", isInteger(0, maxPages), `it is a whole number up to ${maxPages}`],
  ["indexLagMs", isInteger(0, Number.MAX_SAFE_INTEGER), "it is a whole number of milliseconds"],
  ["accessTokenSeconds", isInteger(1, Number.MAX_SAFE_INTEGER), "it is a whole number of seconds, 1 or more"],
  ["legacyV1", isFlag, "it is true or false"],
  ["localIds", isFlag, "it is true or false"],
  ["now", (value) => typeof value === "function", "it is a function that gives the time in milliseconds"],
  ["stateFile", (value) => typeof value === "string" && value !== "", "it is the path of a file"],
  ["seed", isSeed, `it is one of ${seedNames.join(", ")}, or sites of your own`],
];

function isSeed(value: unknown): boolean {
  if (typeof value === "string") return seedNames.some((name) => name === value);
  const sites: unknown[] = Array.isArray(value) ? value : [value];
  return sites.length > 0 && sites.every((site) => typeof site === "object" && site !== null && "name" in site);
}

/** Throws an `EmulatorOptionError` for the first option that cannot be. */
export function checkOptions(options: EmulatorOptions): void {
  for (const [name, accepts, expected] of rules) {
    const value = options[name];
    if (value !== undefined && !accepts(value)) throw new EmulatorOptionError(name, value, expected);
  }
  checkGone(options.gone);
  const { limits } = options;
  if (limits === undefined || isFlag(limits)) return;
  try {
    readLimits(limits);
  } catch (error) {
    throw new EmulatorOptionError("limits", limits, error instanceof Error ? error.message.replace(/\.$/, "") : "");
  }
}

function checkGone(gone: EmulatorOptions["gone"]): void {
  if (gone === undefined) return;
  const operations: unknown = "operations" in gone ? gone.operations : gone;
  try {
    if (!Array.isArray(operations)) throw new Error("it is a list of operations of REST v1");
    goneOperationIds(operations.map(String));
  } catch (error) {
    throw new EmulatorOptionError("gone", gone, error instanceof Error ? error.message.replace(/\.$/, "") : "");
  }
}
