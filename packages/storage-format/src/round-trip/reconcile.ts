import { parseMarkdown } from "../markdown-in/blocks.ts";
import type { StorageContext } from "../markdown-in/context.ts";
import { freshContext } from "../markdown-in/markdown-to-storage.ts";
import { blocksStorage } from "../markdown-in/storage-writer.ts";
import { recordMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MarkdownOptions } from "../markdown-out/writer.ts";

export function reconcile(
  base: string,
  markdown: string,
  options: MarkdownOptions,
  report: StorageContext["report"],
): string {
  const recorded = recordMarkdown(base, options);
  if (recorded.markdown === markdown) return base;
  const context = freshContext(report);
  context.handle = (handle) => {
    const found = recorded.handles.get(handle);
    return found && base.slice(found.start, found.end);
  };
  return blocksStorage(parseMarkdown(markdown).blocks, context);
}
