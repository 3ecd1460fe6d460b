import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { ClockState } from "../clock.ts";
import type { Limits } from "../limits/limits.ts";

/**
 * The state of an emulator in a file of JSON lines: a header, then one row a line with the name of its table. It is
 * written beside the old one and takes its place only when it is whole, so that a crash leaves one or the other.
 */
export type StateHeader = {
  readonly format: typeof format;
  readonly sites: readonly { readonly cloudId: string; readonly name: string; readonly lastId: number }[];
  /** The last number taken for secrets. */
  readonly lastId: number;
  readonly clock: ClockState;
  readonly limits: Limits | null;
};

/** The place of the site in the header, or null for tables all sites share. */
export type StateRow = { readonly site: number | null; readonly table: string; readonly row: unknown };

const format = "tributary-emulator-state-1";
const linesPerWrite = 500;

export async function writeState(
  path: string,
  header: Omit<StateHeader, "format">,
  rows: Iterable<StateRow>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, "w", 0o600);
    try {
      await writeLines(file, { format, ...header }, rows);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Between writes the emulator answers requests: large sites take seconds to write. */
async function writeLines(file: FileHandle, header: StateHeader, rows: Iterable<StateRow>): Promise<void> {
  let lines = [JSON.stringify(header)];
  const flush = async () => {
    await file.write(`${lines.join("\n")}\n`);
    lines = [];
  };
  for (const row of rows) {
    lines.push(lineOf(row));
    if (lines.length >= linesPerWrite) await flush();
  }
  await flush();
}

/**
 * Reads a state file: `begin` gets the header and answers what takes the rows. False when there is no file, or an empty
 * one. Throws when it is something else.
 */
export async function readState(
  path: string,
  begin: (header: StateHeader) => (row: StateRow) => void,
): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found || (found.isFile() && found.size === 0)) return false;
  if (!found.isFile()) throw new Error(`The state file ${path} is not a file.`);
  let line = 0;
  let take: ((row: StateRow) => void) | undefined;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const value = parsed(text, path, line);
    if (take) {
      take(rowOf(value));
    } else {
      const header = value as StateHeader;
      if (header.format !== format) throw unreadable(path, line);
      take = begin(header);
    }
  }
  return take !== undefined;
}

const unreadable = (path: string, line: number): Error =>
  new Error(`The state file ${path} cannot be read (line ${line}): it is not one of this version of the emulator.`);

function parsed(text: string, path: string, line: number): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Answered below, with the place.
  }
  throw unreadable(path, line);
}

/** The bytes of files have no form of their own in JSON: they go as base64, and the line names the members they are in. */
function lineOf({ site, table, row }: StateRow): string {
  const members = row as Readonly<Record<string, unknown>>;
  const names = Object.keys(members).filter((name) => members[name] instanceof Uint8Array);
  if (names.length === 0) return JSON.stringify([site, table, row]);
  const encoded = names.map((name) => [name, Buffer.from(members[name] as Uint8Array).toString("base64")]);
  return JSON.stringify([site, table, { ...members, ...Object.fromEntries(encoded) }, names]);
}

function rowOf(line: unknown): StateRow {
  const [site, table, row, names = []] = line as [number | null, string, Record<string, unknown>, string[]?];
  const decoded = names.map((name) => [name, new Uint8Array(Buffer.from(String(row[name]), "base64"))]);
  return { site, table, row: names.length === 0 ? row : { ...row, ...Object.fromEntries(decoded) } };
}
