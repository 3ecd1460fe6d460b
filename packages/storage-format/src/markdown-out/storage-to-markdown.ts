import type { PageBlock } from "../model/block.ts";
import { fingerprint } from "../model/hash.ts";
import { parse } from "../tree/parse.ts";
import { toDiagnostics } from "../tree/position.ts";
import type { Diagnostic, Tree } from "../tree/tree.ts";
import { unknownEntities } from "../tree/unknown-entities.ts";
import { walk } from "../tree/walk.ts";
import { elementVisitor } from "./elements.ts";
import { flush } from "./flush.ts";
import { startBlock, writeLine } from "./lines.ts";
import { type Atom, type MacroHandle, type MarkdownOptions, newWriter, type Writer } from "./writer.ts";

export interface MarkdownResult {
  markdown: string;
  diagnostics: Diagnostic[];
  /** A fingerprint of the storage this came from, to pass as `baseVersion` when the Markdown is written back. */
  version: string;
  /** The macros that stand in the Markdown as `{{name #handle}}`. */
  handles: MacroHandle[];
  /** Whether `maxLength` cut the page short. */
  truncated: boolean;
}

/** The line that stands for the part of a page `maxLength` left out. */
export const truncationMark = "{{truncated}}";

/** A page as GitHub-flavoured Markdown. Reads anything: what is ill-formed is reported, never fatal. */
export function storageToMarkdown(storage: string, options: MarkdownOptions = {}): MarkdownResult {
  const tree = parse(storage);
  const w = newWriter(tree, options, false);
  const markdown = write(w);
  return {
    markdown,
    diagnostics: toDiagnostics(storage, [...tree.problems, ...unknownEntities(tree)], "warning"),
    version: fingerprint(storage),
    handles: [...w.handles.values()],
    truncated: w.truncatedAt !== -1,
  };
}

export interface RecordedMarkdown {
  tree: Tree;
  markdown: string;
  /** The page's blocks in reading order, each with its place in the source. */
  blocks: PageBlock[];
  atoms: Atom[];
  handles: Map<string, MacroHandle>;
  truncatedAt: number;
}

/** The same Markdown together with where every block of it came from. */
export function recordMarkdown(storage: string, options: MarkdownOptions = {}): RecordedMarkdown {
  const tree = parse(storage);
  const w = newWriter(tree, options, true);
  const root = w.blocks?.[0] as PageBlock;
  const markdown = write(w);
  return { tree, markdown, blocks: root.children, atoms: w.atoms, handles: w.handles, truncatedAt: w.truncatedAt };
}

function write(w: Writer): string {
  walk(w.tree, 0, elementVisitor(w));
  flush(w);
  if (w.truncatedAt !== -1) {
    startBlock(w.lines, "paragraph");
    writeLine(w.lines, truncationMark);
  }
  return w.lines.out.length === 0 ? "" : `${w.lines.out.join("\n")}\n`;
}
