import type { Token } from "markdown-it";
import type { Block } from "../model/block.ts";
import { decodeEntities } from "../tree/entities.ts";
import { alertKinds } from "./macro-storage.ts";
import { markdownParser } from "./markdown-parser.ts";
import { overfullRow } from "./table-row.ts";

/** A block of Markdown: what the page would show, with the tokens its storage is written from. */
export interface MarkdownBlock extends Block {
  children: MarkdownBlock[];
  inline: Token[];
  /** A table cell's alignment, or empty. */
  align: string;
  line: number;
}

export interface ParsedMarkdown {
  blocks: MarkdownBlock[];
  frontMatter: string | undefined;
  /** Text of table rows that stands in more cells than the table has columns: Markdown has no place for it. */
  dropped: { text: string; line: number }[];
}

function block(kind: Block["kind"], key: string, content: string, line: number, inline: Token[] = []): MarkdownBlock {
  return { kind, key, content, children: [], inline, align: "", line };
}

const frontMatterPattern = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads Markdown into blocks. A leading YAML block is returned aside when it looks like one. */
export function parseMarkdown(markdown: string): ParsedMarkdown {
  const front = frontMatterPattern.exec(markdown);
  const isFront = front !== null && /^\s*[\w"'-]+\s*:/.test(front[1] as string);
  const text = isFront ? markdown.slice(front[0].length) : markdown;
  const lines = isFront ? front[0].split("\n").length - 1 : 0;
  const dropped: ParsedMarkdown["dropped"] = [];
  return {
    blocks: blocksOf(markdownParser.parse(text, {}), text, lines, dropped),
    frontMatter: isFront ? (front[1] as string) : undefined,
    dropped,
  };
}

/** Reads a piece of one line. */
export function parseInline(markdown: string): Token[] {
  return markdownParser.parseInline(markdown, {})[0]?.children ?? [];
}

function blocksOf(
  tokens: readonly Token[],
  source: string,
  firstLine: number,
  dropped: ParsedMarkdown["dropped"],
): MarkdownBlock[] {
  let lines: string[] | undefined;
  const root = block("raw", "", "", 0);
  const open: MarkdownBlock[] = [root];
  const top = (): MarkdownBlock => open[open.length - 1] as MarkdownBlock;
  const add = (made: MarkdownBlock): MarkdownBlock => {
    top().children.push(made);
    return made;
  };
  let line = firstLine;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.map) line = firstLine + token.map[0];
    switch (token.type) {
      case "paragraph_open": {
        const inline = tokens[i + 1] as Token;
        add(block("paragraph", "", inline.content, line, inline.children ?? []));
        i += 2;
        break;
      }
      case "heading_open": {
        const inline = tokens[i + 1] as Token;
        add(block("heading", token.tag.slice(1), inline.content, line, inline.children ?? []));
        i += 2;
        break;
      }
      case "fence":
        add(fence(token, line));
        break;
      case "code_block":
        add(block("code", "\n", token.content.replace(/\n$/, ""), line));
        break;
      case "hr":
        add(block("rule", "", "", line));
        break;
      case "html_block":
        htmlBlock(token.content, open, line);
        break;
      case "bullet_list_open":
        open.push(add(block("list", "bullet", "", line)));
        break;
      case "ordered_list_open":
        open.push(add(block("list", "ordered", String(token.attrGet("start") ?? 1), line)));
        break;
      case "list_item_open":
        open.push(add(block("item", "", "", line)));
        break;
      case "blockquote_open":
        open.push(add(block("quote", "", "", line)));
        break;
      case "table_open":
        open.push(add(block("table", "headed", "", line)));
        break;
      case "tr_open":
        open.push(add(block("row", "", "", line)));
        break;
      case "th_open":
      case "td_open": {
        const inline = tokens[i + 1] as Token;
        const cell = add(
          block("cell", token.type === "th_open" ? "head" : "", inline.content, line, inline.children ?? []),
        );
        cell.align = /text-align:\s*(\w+)/.exec(String(token.attrGet("style") ?? ""))?.[1] ?? "";
        i += 2;
        break;
      }
      case "tr_close": {
        const row = top();
        lines ??= source.split(/\r\n|\n|\r/);
        // A header with another number of cells than the line below it makes no table at all.
        const inHead = row.children[0]?.key === "head";
        const overfull = inHead ? undefined : overfullRow(lines[row.line - firstLine] ?? "", row.children.length);
        const { cells } = overfull ?? {};
        if (cells !== undefined) row.children = row.children.map((cell, at) => refilled(cell, cells[at] ?? ""));
        else if (overfull !== undefined) dropped.push({ text: overfull.extra, line: row.line });
        close(open, token.type);
        break;
      }
      case "bullet_list_close":
      case "ordered_list_close":
      case "list_item_close":
      case "blockquote_close":
      case "table_close":
        close(open, token.type);
        break;
    }
  }
  while (open.length > 1) finish(open);
  return root.children;
}

function refilled(cell: MarkdownBlock, content: string): MarkdownBlock {
  return { ...cell, content, inline: parseInline(content) };
}

const closes: Readonly<Record<string, Block["kind"]>> = {
  bullet_list_close: "list",
  ordered_list_close: "list",
  list_item_close: "item",
  blockquote_close: "quote",
  table_close: "table",
  tr_close: "row",
};

/** Ends the open block of that kind, and any expand left open inside it. */
function close(open: MarkdownBlock[], type: string): void {
  const kind = closes[type];
  while (open.length > 1) {
    const ended = finish(open);
    if (ended === kind) return;
  }
}

function finish(open: MarkdownBlock[]): Block["kind"] {
  const done = open.pop() as MarkdownBlock;
  const { kind } = done;
  if (kind === "quote") asAlert(done);
  else if (kind === "item") asTask(done);
  else if (kind === "list") splitTasks(done, open[open.length - 1] as MarkdownBlock);
  else if (kind === "table") dropEmptyHead(done);
  return kind;
}

function fence(token: Token, line: number): MarkdownBlock {
  const info = token.info.trim();
  const language = /^\S*/.exec(info)?.[0] ?? "";
  const body = token.content.replace(/\n$/, "");
  if (language === "confluence-storage") return block("raw", "storage", body, line);
  const title = /(?:^|\s)title="([^"]*)"/.exec(info);
  return block(
    "code",
    `${language.startsWith("title=") ? "" : language}\n${title ? decodeEntities(title[1] as string) : ""}`,
    body,
    line,
  );
}

/** `<details>` makes an expand out of the blocks up to `</details>`; other HTML is converted by itself. */
function htmlBlock(html: string, open: MarkdownBlock[], line: number): void {
  const parts = /<details\b[^>]*>\s*(?:<summary\b[^>]*>([\s\S]*?)<\/summary\s*>)?|<\/details\s*>/gi;
  let from = 0;
  const between = (to: number): void => {
    const text = html.slice(from, to);
    if (text.trim() !== "") (open[open.length - 1] as MarkdownBlock).children.push(block("raw", "html", text, line));
  };
  for (const match of html.matchAll(parts)) {
    between(match.index);
    from = match.index + match[0].length;
    if (match[0].startsWith("</")) {
      if (open[open.length - 1]?.kind === "expand") open.pop();
    } else if (open.length < 100) {
      const title = decodeEntities((match[1] ?? "").replace(/<[^<>]*>/g, ""))
        .replace(/\s+/g, " ")
        .trim();
      const made = block("expand", "", title, line);
      (open[open.length - 1] as MarkdownBlock).children.push(made);
      open.push(made);
    }
  }
  between(html.length);
}

/** `> [!NOTE]` makes an alert; a bold line right below it, or text behind the sign, is its title. */
function asAlert(quote: MarkdownBlock): void {
  const first = quote.children[0];
  if (first?.kind !== "paragraph") return;
  const match = /^\[!([A-Za-z]+)\][+-]?[ \t]*([^\n]*)(?:\n([\s\S]*))?$/.exec(first.content);
  const kind = match === null ? undefined : alertKinds[(match[1] as string).toUpperCase()];
  if (match === null || kind === undefined) return;
  quote.kind = "alert";
  quote.key = kind;
  quote.content = (match[2] as string).trim();
  const rest = match[3];
  if (rest === undefined) {
    quote.children.shift();
    return;
  }
  const cut = first.inline.findIndex((token) => token.type === "softbreak" || token.type === "hardbreak");
  const title = quote.content === "" ? boldLine(first.inline.slice(cut + 1)) : undefined;
  if (title !== undefined) {
    quote.content = title;
    quote.children.shift();
    return;
  }
  first.inline = first.inline.slice(cut + 1);
  first.content = rest;
}

/** The words of a line that is bold from end to end. */
export function boldLine(inline: readonly Token[]): string | undefined {
  const line = inline.filter((token) => token.type !== "text" || token.content !== "");
  const ends = line.filter((token) => token.type === "strong_close").length;
  if (line[0]?.type !== "strong_open" || line[line.length - 1]?.type !== "strong_close" || ends !== 1) return undefined;
  if (line.some((token) => token.type === "softbreak" || token.type === "hardbreak")) return undefined;
  return line
    .map((token) => token.content)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function asTask(item: MarkdownBlock): void {
  const first = item.children[0];
  if (first?.kind !== "paragraph") return;
  const match = /^\[([ xX])\](?:[ \t]+|$|(?=\n))/.exec(first.content);
  if (match === null) return;
  const text = first.inline[0];
  if (text === undefined || text.type !== "text" || !text.content.startsWith("[")) return;
  item.key = match[1] === " " ? "open" : "done";
  first.content = first.content.slice(match[0].length);
  text.content = text.content.slice(3).trimStart();
  if (first.content === "" || first.content === "&nbsp;") item.children.shift();
}

/** Confluence keeps tasks in lists of their own: a mixed list becomes several. */
function splitTasks(list: MarkdownBlock, parent: MarkdownBlock): void {
  if (!list.children.some((item) => item.key !== "")) return;
  const parts: MarkdownBlock[] = [];
  for (const item of list.children) {
    const key = item.key === "" ? list.key : "task";
    let part = parts[parts.length - 1];
    if (part === undefined || part.key !== key) {
      part = block("list", key, key === "ordered" ? list.content : "", item.line);
      parts.push(part);
    }
    part.children.push(item);
  }
  parent.children.splice(parent.children.lastIndexOf(list), 1);
  parent.children.push(...parts);
}

/** GFM tables must have a head; an empty one says that the table has none. */
function dropEmptyHead(table: MarkdownBlock): void {
  const head = table.children[0];
  if (table.children.length < 2 || head === undefined) return;
  if (head.children.some((cell) => cell.content !== "")) return;
  table.key = "plain";
  table.children.shift();
}
