import { recordMarkdown } from "../markdown-out/storage-to-markdown.ts";
import type { MacroHandle, MarkdownOptions } from "../markdown-out/writer.ts";
import type { PageBlock } from "../model/block.ts";
import { fingerprint } from "../model/hash.ts";
import { type AddressBook, resolve } from "./address.ts";
import { type EditResult, editPage } from "./edit.ts";
import { rangeOf } from "./editing.ts";
import type { Operation, Target } from "./operations.ts";
import { type BlockView, localIdOf, type Section, sectionsOf } from "./outline.ts";

export interface OpenPageOptions {
  /** The page's version number. Handles hold for this version of this content only. */
  version?: number | string;
  /** How the page is shown as Markdown, in `markdown`, handles and the diff. */
  markdownOptions?: MarkdownOptions;
}

/** One version of a page, opened for reading its structure and for edits that touch nothing else. */
export interface OpenPage {
  markdown: string;
  /** The headings as a tree's rows: level, title, path from the outermost, and the handle of the heading's block. */
  outline: Section[];
  blocks: BlockView[];
  macros: MacroHandle[];
  /** One part of the page, a heading with its whole section. Throws `PageEditError` when the target is not one thing. */
  read(target: Target): PagePart;
  /** Carries out all operations or none; throws `PageEditError` for one that cannot be done. */
  edit(operations: readonly Operation[]): EditResult;
}

/** Part of a page, as it stands in the page. */
export interface PagePart {
  markdown: string;
  storage: string;
  /** Where the part is a section. */
  section?: Section;
}

export function openPage(storage: string, options: OpenPageOptions = {}): OpenPage {
  const markdownOptions = options.markdownOptions ?? {};
  const page = recordMarkdown(storage, markdownOptions);
  const suffix = `.${fingerprint(`${options.version ?? ""}\u0000${storage}`, 6)}`;
  const sections = sectionsOf(page.tree, page.blocks);
  const byHandle = new Map<string, PageBlock>();
  const handles = new Map<PageBlock, string>();
  const parents = new Map<PageBlock, PageBlock>();
  const views: BlockView[] = [];
  const paths = new Map(
    sections.flatMap(({ heading, path, body }) => [
      [heading, path] as const,
      ...body.map((block) => [block, path] as const),
    ]),
  );
  // Sections come in reading order, so a block's path is set last by the innermost section it stands in.
  const visit = (row: readonly PageBlock[], depth: number, outer: string[]): void => {
    for (const block of row) {
      if (block.start < 0) continue;
      const handle = `b${byHandle.size + 1}${suffix}`;
      byHandle.set(handle, block);
      handles.set(block, handle);
      const path = paths.get(block) ?? outer;
      const localId = localIdOf(page.tree, block);
      views.push({
        handle,
        kind: block.kind,
        key: block.key,
        ...(localId === undefined ? {} : { localId }),
        path,
        depth,
        content: block.content,
      });
      for (const child of block.children) parents.set(child, block);
      visit(block.children, depth + 1, path);
    }
  };
  visit(page.blocks, 0, []);
  const book: AddressBook = { tree: page.tree, byHandle, parents, sections, suffix, macros: page.handles };
  const lines = page.markdown.split("\n");
  const outline = sections.map(({ heading, path, body }): Section => {
    const localId = localIdOf(page.tree, heading);
    const last = body[body.length - 1] ?? heading;
    return {
      handle: handles.get(heading) as string,
      level: Number(heading.key),
      title: path[path.length - 1] as string,
      path,
      ...(localId === undefined ? {} : { localId }),
      size: lines.slice(heading.line, last.lineEnd).join("\n").trim().length,
    };
  });
  return {
    markdown: page.markdown,
    outline,
    read(target) {
      const found = resolve(book, target, -1);
      const at = found.section === undefined ? -1 : sections.indexOf(found.section);
      const part = storage.slice(...rangeOf(found));
      return {
        markdown: recordMarkdown(part, markdownOptions).markdown,
        storage: part,
        ...(at === -1 ? {} : { section: outline[at] as Section }),
      };
    },
    blocks: views,
    macros: [...page.handles.values()],
    edit: (operations) => editPage(page, book, markdownOptions, operations),
  };
}
