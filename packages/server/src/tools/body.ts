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

export type FormatIn = "markdown" | "storage" | "html" | "text" | "adf" | "wiki";
export type FormatOut = "markdown" | "storage" | "text" | "adf";

/** A body as Confluence takes it in create and update requests. */
export type BodyWrite = { representation: "storage" | "wiki"; value: string };

/**
 * The body to send. `base` is the storage the edit started from: what the Markdown left unchanged keeps its bytes.
 * Throws `invalid_body` with the place of the first mistake, before anything is sent.
 */
export function toBodyWrite(body: string, format: FormatIn, base?: string): BodyWrite {
  if (format === "wiki") return { representation: "wiki", value: body };
  const value = toStorage(body, format, base);
  const [problem] = validateStorage(value).filter((diagnostic) => diagnostic.severity === "error");
  if (problem !== undefined) {
    throw new TributaryError(
      "invalid_body",
      `Confluence would refuse this body: ${problem.message} (line ${problem.line}, column ${problem.column}).`,
      {
        hint:
          format === "storage"
            ? "Correct the storage format there, or send Markdown instead."
            : "Simplify the part named.",
        details: { line: problem.line, column: problem.column },
      },
    );
  }
  return { representation: "storage", value };
}

function toStorage(body: string, format: Exclude<FormatIn, "wiki">, base: string | undefined): string {
  switch (format) {
    case "markdown":
      return markdownToStorage(body, base === undefined ? {} : { base }).storage;
    case "html":
      return htmlToStorage(body).storage;
    case "text":
      return textToStorage(body).storage;
    case "adf":
      return adfToStorage(parseAdf(body)).storage;
    case "storage":
      return body;
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
export function fromStorage(storage: string, format: FormatOut, baseUrl?: string): string {
  switch (format) {
    case "markdown":
      return storageToMarkdown(storage, baseUrl === undefined ? {} : { baseUrl }).markdown;
    case "text":
      return storageToText(storage).text;
    case "adf":
      return JSON.stringify(storageToAdf(storage));
    case "storage":
      return storage;
  }
}
