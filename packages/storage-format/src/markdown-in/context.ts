import type { Diagnostic } from "../tree/tree.ts";

/** What the writers of storage need besides the text: the base's macros and elements, and where to report. */
export interface StorageContext {
  /** A macro's bytes by its handle, and what the Markdown shows of it. */
  handle(handle: string): { bytes: string; shown: string } | undefined;
  /** The bytes of the base's element that reads as this Markdown: links and images by target and text. */
  atom(kind: "link" | "image", key: string): string | undefined;
  /** The bytes of an element of the rewritten line that has this target, whatever its words. */
  sameTarget(kind: "link" | "image", target: string): string | undefined;
  /** Dates and emoji of the base that stand as plain text in Markdown, by that text. */
  texts: ReadonlyMap<string, string>;
  /** The number for the next task of this page. */
  nextTaskId(): number;
  /** Turns HTML into storage. Passed in so that the two converters need not know each other. */
  html(html: string): string;
  /** The storage of the page the text is written into, where there is one. */
  base?: string;
  report(severity: Diagnostic["severity"], code: string, message: string, line: number): void;
}
