import type { StorageResult } from "../markdown-in/markdown-to-storage.ts";
import { legalText, xmlText } from "../markdown-in/xml.ts";

/** Plain text as storage format: blank lines part paragraphs, line ends become breaks, nothing is markup. */
export function textToStorage(text: string): StorageResult {
  const legal = legalText(text).replace(/\r\n?/g, "\n");
  const paragraphs = legal.split(/\n[ \t]*(?:\n[ \t]*)+/).map((part) => part.replace(/^\n+|\n+$/g, ""));
  const storage = paragraphs
    .filter((part) => part.trim() !== "")
    .map((part) => `<p>${part.split("\n").map(xmlText).join("<br />")}</p>`)
    .join("");
  const removed = legalText(text) !== text;
  return {
    storage,
    diagnostics: removed
      ? [
          {
            severity: "warning",
            code: "illegal-characters",
            message: "Characters that XML does not allow were removed",
            offset: 0,
            line: 1,
            column: 1,
          },
        ]
      : [],
  };
}
