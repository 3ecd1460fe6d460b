import {
  adfToStorage,
  type Diagnostic,
  htmlToStorage,
  markdownToStorage,
  storageToAdf,
  storageToHtml,
  storageToMarkdown,
  storageToText,
  textToStorage,
  validateStorage,
  wikiToStorage,
} from "@tributary/storage-format";

export const formatsIn = ["markdown", "storage", "html", "text", "adf", "wiki"] as const;
export const formatsOut = ["markdown", "storage", "html", "text", "adf"] as const;
export type ConvertFrom = (typeof formatsIn)[number];
export type ConvertTo = (typeof formatsOut)[number];

/** The file name extension each format is known by. */
export const extensions: Record<ConvertFrom, string> = {
  markdown: ".md",
  storage: ".xml",
  html: ".html",
  text: ".txt",
  adf: ".json",
  wiki: ".wiki",
};

/** One body from one format to another, over storage format, with what was noticed on the way. */
export function convertBody(
  body: string,
  from: ConvertFrom,
  to: ConvertTo,
): { body: string; diagnostics: Diagnostic[] } {
  const { storage, diagnostics } = toStorage(body, from);
  return { body: fromStorage(storage, to), diagnostics };
}

function toStorage(body: string, from: ConvertFrom): { storage: string; diagnostics: Diagnostic[] } {
  switch (from) {
    case "storage":
      return { storage: body, diagnostics: validateStorage(body) };
    case "markdown":
      return markdownToStorage(body);
    case "html":
      return htmlToStorage(body);
    case "text":
      return textToStorage(body);
    case "wiki":
      return wikiToStorage(body);
    case "adf":
      return { storage: adfToStorage(body), diagnostics: [] };
  }
}

function fromStorage(storage: string, to: ConvertTo): string {
  switch (to) {
    case "storage":
      return storage;
    case "markdown":
      return storageToMarkdown(storage).markdown;
    case "html":
      return storageToHtml(storage);
    case "text":
      return storageToText(storage).text;
    case "adf":
      return JSON.stringify(storageToAdf(storage), null, 2);
  }
}
