import { htmlToStorage } from "../html/html-to-storage.ts";
import { parseMarkdown } from "../markdown-in/blocks.ts";
import { blocksStorage } from "../markdown-in/storage-writer.ts";
import type { RecordedMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import type { Changes } from "../round-trip/reconcile.ts";
import { textToStorage } from "../text/text-to-storage.ts";
import { validateStorage } from "../validate/validate-storage.ts";
import type { AddressBook, Found } from "./address.ts";
import type { Content } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";

/** One `edit` in progress. */
export interface Editing {
  page: RecordedMarkdown;
  book: AddressBook;
  options: MarkdownOptions;
  changes: Changes;
  /** The place of the operation being carried out, from 0. */
  operation: number;
}

/** The source a target covers: a block, or a heading with its whole section. */
export function rangeOf(found: Found): [number, number] {
  const [first] = found.blocks as [PageBlock];
  const last = found.section?.body[found.section.body.length - 1];
  return [first.start, last === undefined ? first.end : Math.max(first.end, last.end)];
}

/** An operation's content as storage format. */
export function contentStorage(editing: Editing, { content, format = "markdown" }: Content): string {
  const { changes, operation } = editing;
  switch (format) {
    case "markdown":
      return blocksStorage(parseMarkdown(content).blocks, changes.context.anywhere);
    case "html":
      return htmlToStorage(content).storage;
    case "text":
      return textToStorage(content).storage;
    case "storage": {
      const problem = validateStorage(content, { base: editing.page.tree.source })[0];
      if (problem !== undefined)
        throw new PageEditError(
          "invalid_operation",
          `The storage format of this operation is not valid: ${problem.message}`,
          operation,
        );
      return content;
    }
  }
}
