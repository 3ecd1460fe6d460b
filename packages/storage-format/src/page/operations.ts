/**
 * What an operation is about. `heading` is the path of headings from the outermost (`["Setup", "Linux"]` or
 * `"Setup > Linux"`; leading ones may be left out); `match` says which, from 1, when there are several.
 */
export type Target =
  | { handle: string }
  | { localId: string }
  | { heading: string | readonly string[]; match?: number }
  | { text: string; match?: number };

export type ContentFormat = "markdown" | "storage" | "html" | "text";

export interface Content {
  content: string;
  /** Default `markdown`. */
  format?: ContentFormat;
}

/** What `setAttributes` may set: each fits some kinds of block only. */
export interface BlockAttributes {
  /** A heading's level, 1 to 6. */
  level?: number;
  /** Whether a task is done. */
  checked?: boolean;
  /** A code block's language. */
  language?: string;
  /** The title of a panel, expand or code block; empty removes it. */
  title?: string;
  /** A panel's kind, as the alert it shows as: NOTE, TIP, WARNING or CAUTION. */
  kind?: string;
  /** The first number of a numbered list. */
  start?: number;
  /** A macro's parameters by name; empty removes one. */
  parameters?: Readonly<Record<string, string>>;
}

/**
 * One change to a page. All operations of one `edit` address the page as it was opened. A heading stands for its
 * section: `replace` changes what is below it (and the heading itself when the content starts with one of its
 * level), `delete` and `move` take the heading along. A text that is not in the page is read as Markdown and looked
 * for as what that says.
 */
export type Operation =
  | ({ op: "replace"; target: Target } & Content)
  | ({ op: "insertBefore" | "insertAfter"; target: Target } & Content)
  | ({ op: "append" | "prepend"; target?: Target } & Content)
  | { op: "delete"; target: Target }
  | { op: "move"; target: Target; before: Target }
  | { op: "move"; target: Target; after: Target }
  | { op: "setAttributes"; target: Target; attributes: BlockAttributes }
  | {
      op: "replaceText";
      find: string;
      replace: string;
      /** What `replace` is written in; in all but `text` it must be one line. Default `text`. */
      format?: ContentFormat;
      match?: number | "all";
      within?: Target;
    }
  | { op: "insertRow"; target: Target; cells: readonly string[]; position?: "before" | "after" };
