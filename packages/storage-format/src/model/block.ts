export type BlockKind =
  | "paragraph"
  | "heading"
  | "code"
  | "rule"
  | "list"
  | "item"
  | "quote"
  | "alert"
  | "expand"
  | "table"
  | "row"
  | "cell"
  | "raw";

/**
 * One block as Markdown shows it. The same shape is made from a storage page (with its place in the source) and from
 * Markdown (with its tokens), so that the two can be compared. Layouts, columns and macros that only wrap content are
 * no blocks: their content stands in the parent's row.
 *
 * `key` is what else tells two blocks of a kind apart: a heading's level, `bullet`/`ordered`/`task`, `done`/`open`,
 * a code block's language, an alert's kind. `content` is a leaf's inline Markdown or code, or a container's title.
 */
export interface Block {
  kind: BlockKind;
  key: string;
  content: string;
  children: Block[];
}

/** A block of a page, with where its source stands. */
export interface PageBlock extends Block {
  children: PageBlock[];
  /** The element, or -1 for text that stands directly in its parent. */
  node: number;
  start: number;
  end: number;
  /** Where the content stands between the tags; equal to start and end for text without an element. */
  innerStart: number;
  innerEnd: number;
  /** Its text continues around another block, so that it cannot be replaced alone. */
  torn: boolean;
  /** For a paragraph that shows a macro's title: whose parameter it is. It covers all of the macro before its body. */
  title?: { macro: number; parameter: string };
  /** What the Markdown shows before the text that is not in the page: a decision's sign. */
  sign?: string;
  /** The part of the page's Markdown, in lines from 0, end not included. -1 inside a table. */
  line: number;
  lineEnd: number;
}
