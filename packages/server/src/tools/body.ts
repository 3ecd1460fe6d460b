import {
  adfToStorage,
  htmlToStorage,
  markdownToStorage,
  storageToAdf,
  storageToMarkdown,
  storageToText,
  textToStorage,
  validateStorage,
} from "@tributary/storage-format";
import { TributaryError } from "../base/errors.ts";
import type { Site } from "../store/connections.ts";
import { meantElement } from "./meant-element.ts";

export type FormatIn = "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
export type FormatOut = "markdown" | "storage" | "text" | "adf";

/** A body as Confluence takes it in create and update requests. */
export type BodyWrite = { representation: "storage" | "wiki"; value: string };

/** Markdown is read back by the options it was written with, so that links come back as the links they were. */
export const markdownOptions = (site: Site) => ({ baseUrl: `${site.url}/wiki` });

/**
 * The body to send. `base` is the storage the edit started from: what the Markdown left unchanged keeps its bytes.
 * Throws `invalid_body` with the place of the first mistake, before anything is sent.
 */
export function toBodyWrite(body: string, format: FormatIn, site: Site, base?: string): BodyWrite {
  if (format === "wiki") return { representation: "wiki", value: body };
  const { storage: value, diagnostics } = toStorage(body, format, site, base);
  const problem = [...diagnostics, ...validateStorage(value, { ...(base !== undefined && { base }) })].find(
    ({ severity }) => severity === "error",
  );
  if (problem !== undefined) {
    const where = `line ${problem.line}, column ${problem.column}`;
    throw new TributaryError("invalid_body", `Confluence would refuse this body: ${problem.message} (${where}).`, {
      hint:
        meantElement(problem.message) ??
        (format === "storage" ? "Correct the storage format there, or send Markdown." : "Change the part named."),
      details: { line: problem.line, column: problem.column, problem: problem.code },
    });
  }
  return { representation: "storage", value };
}

type Converted = { storage: string; diagnostics: ReturnType<typeof validateStorage> };

function toStorage(body: string, format: Exclude<FormatIn, "wiki">, site: Site, base: string | undefined): Converted {
  switch (format) {
    case "markdown":
      return markdownToStorage(body, base === undefined ? {} : { base, markdownOptions: markdownOptions(site) });
    case "html":
      return htmlToStorage(body);
    case "text":
      return textToStorage(body);
    case "adf":
      return { storage: adfToStorage(parseAdf(body)), diagnostics: [] };
    case "storage":
      return { storage: body, diagnostics: [] };
  }
}

function parseAdf(body: string): Parameters<typeof adfToStorage>[0] {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new TributaryError("invalid_body", "The body is not JSON, which the format adf is.", {
      hint: 'Send an ADF document as JSON text, or use format "markdown".',
      cause,
    });
  }
}

/** A stored body in the format asked for. */
export function fromStorage(storage: string, format: FormatOut, site: Site): string {
  switch (format) {
    case "markdown":
      return storageToMarkdown(storage, markdownOptions(site)).markdown;
    case "text":
      return storageToText(storage).text;
    case "adf":
      return JSON.stringify(storageToAdf(storage));
    case "storage":
      return storage;
  }
}
