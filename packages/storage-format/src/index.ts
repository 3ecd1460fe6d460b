export { htmlToStorage } from "./html/html-to-storage.ts";
export { storageToHtml } from "./html/storage-to-html.ts";
export { markdownToStorage } from "./markdown-in/markdown-to-storage.ts";
export { storageToMarkdown } from "./markdown-out/storage-to-markdown.ts";
export { storageToText } from "./text/storage-to-text.ts";
export { textToStorage } from "./text/text-to-storage.ts";
export { validateStorage } from "./validate/validate-storage.ts";
export { wikiToStorage } from "./wiki/wiki-to-storage.ts";
