// Everything public. Reading: storageTo…; writing: …ToStorage; editing: openPage; checking: validateStorage.

export type { AdfDocument, AdfMark, AdfNode } from "./adf/adf-node.ts";
export { adfToStorage } from "./adf/adf-to-storage.ts";
export type { AdfOptions } from "./adf/adf-writer.ts";
export { storageToAdf } from "./adf/storage-to-adf.ts";
export { type ConversionRow, conversionTable } from "./conversion-table.ts";
export { htmlToStorage } from "./html/html-to-storage.ts";
export { type HtmlOptions, storageToHtml } from "./html/storage-to-html.ts";
export {
  type MarkdownToStorageOptions,
  markdownToStorage,
  type StorageResult,
} from "./markdown-in/markdown-to-storage.ts";
export { type MarkdownResult, storageToMarkdown } from "./markdown-out/storage-to-markdown.ts";
export type { MacroHandle, MarkdownOptions } from "./markdown-out/writer.ts";
export type { Resolvers, Resource } from "./model/resource.ts";
export { lineDiff } from "./page/diff.ts";
export type { EditResult } from "./page/edit.ts";
export { type OpenPage, type OpenPageOptions, openPage, type PagePart } from "./page/open-page.ts";
export type { BlockAttributes, Content, ContentFormat, Operation, Target } from "./page/operations.ts";
export type { BlockView, Section } from "./page/outline.ts";
export { type PageEditCandidate, PageEditError, type PageEditErrorCode } from "./page/page-edit-error.ts";
export { type Passage, storageToText, type TextOptions, type TextResult } from "./text/storage-to-text.ts";
export { textToStorage } from "./text/text-to-storage.ts";
export type { Diagnostic } from "./tree/tree.ts";
export { editorElements, validateStorage } from "./validate/validate-storage.ts";
export { wikiToStorage } from "./wiki/wiki-to-storage.ts";
