import { htmlToStorage } from "../html/html-to-storage.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";
import { fingerprint } from "../model/hash.ts";
import { reconcile } from "../round-trip/reconcile.ts";
import type { Diagnostic } from "../tree/tree.ts";
import { parseMarkdown } from "./blocks.ts";
import type { StorageContext } from "./context.ts";
import { blocksStorage } from "./storage-writer.ts";
import { reportDropped } from "./table-row.ts";
import { legalText } from "./xml.ts";

export interface MarkdownToStorageOptions {
  /** The storage the Markdown was made from. What the Markdown did not change keeps its bytes. */
  base?: string;
  /** The `version` that `storageToMarkdown` gave. When the base is another one, a conflict is reported. */
  baseVersion?: string;
  /** The options the Markdown was made with, where they were not the defaults. */
  markdownOptions?: MarkdownOptions;
}

export interface StorageResult {
  storage: string;
  diagnostics: Diagnostic[];
  /** A leading YAML block, without its fences. It is never part of the page. */
  frontMatter?: string;
}

/**
 * Markdown (CommonMark and GFM, alerts, `{{macro}}` handles) as storage format. The output is well-formed whatever
 * the input. Diagnostics of severity `error` mean that something could not be done as written: an unknown handle, a
 * base of another version, ill-formed raw storage.
 */
export function markdownToStorage(markdown: string, options: MarkdownToStorageOptions = {}): StorageResult {
  const diagnostics: Diagnostic[] = [];
  const report: StorageContext["report"] = (severity, code, message, line) => {
    diagnostics.push({ severity, code, message, offset: 0, line: line + 1, column: 1 });
  };
  const { base } = options;
  if (base !== undefined && options.baseVersion !== undefined && fingerprint(base) !== options.baseVersion) {
    report("error", "version-conflict", "The page has changed since this Markdown was read", 0);
  }
  if (legalText(markdown) !== markdown) {
    report("warning", "illegal-characters", "Characters that XML does not allow were removed", 0);
  }
  if (base !== undefined) {
    const storage = reconcile(base, markdown, options.markdownOptions ?? {}, freshContext(report));
    return { storage, diagnostics };
  }
  const { blocks, frontMatter, dropped } = parseMarkdown(markdown);
  reportDropped(dropped, report);
  const storage = blocksStorage(blocks, freshContext(report));
  return { storage, diagnostics, ...(frontMatter === undefined ? {} : { frontMatter }) };
}

/** A context for Markdown that no page stands behind. */
export function freshContext(report: StorageContext["report"]): StorageContext {
  let task = 0;
  return {
    handle: () => undefined,
    atom: () => undefined,
    sameTarget: () => undefined,
    texts: new Map(),
    nextTaskId: () => ++task,
    html: (html) => htmlToStorage(html).storage,
    report,
  };
}
