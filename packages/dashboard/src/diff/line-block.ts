/** What a line of Markdown is, and where its text begins. */
export type LineBlock = {
  kind: "text" | "heading" | "item" | "quote" | "panel" | "table" | "tableRule" | "rule" | "fence" | "code" | "tag";
  /** Of a heading 1 to 6; of a list item how deep it stands, from 0. */
  level: number;
  /** Of an item its bullet or number; of a panel, a fence or a tag what it is called. */
  label: string;
  /** Of a task: whether it is done. */
  done?: boolean;
  start: number;
};

const block = (kind: LineBlock["kind"], start: number, rest: Partial<LineBlock> = {}): LineBlock => ({
  kind,
  level: 0,
  label: "",
  start,
  ...rest,
});

/** Reads one line by itself. Whether it stands in a code block only the lines before it can tell: `inCode`. */
export function lineBlock(line: string, inCode: boolean): LineBlock {
  const fence = /^\s*(?:`{3,}|~{3,})\s*(.*)$/s.exec(line);
  if (fence !== null) return block("fence", line.length, { label: fence[1] ?? "" });
  if (inCode) return block("code", 0);
  const heading = /^(#{1,6})\s+/.exec(line);
  if (heading !== null) return block("heading", heading[0].length, { level: heading[1]?.length ?? 1 });
  if (/^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line)) return block("rule", line.length);
  const item = /^(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?/.exec(line);
  if (item !== null) {
    const [whole, indent = "", bullet = "", box] = item;
    return block("item", whole.length, {
      level: Math.min(6, Math.floor(indent.length / 2)),
      label: /\d/.test(bullet) ? bullet : "•",
      ...(box !== undefined && { done: box !== " " }),
    });
  }
  const panel = /^>\s*\[!(\w+)\]\s*/.exec(line);
  if (panel !== null) return block("panel", panel[0].length, { label: (panel[1] ?? "").toLowerCase() });
  const quote = /^(?:>\s?)+/.exec(line);
  if (quote !== null) return block("quote", quote[0].length);
  if (/^[\s:|-]*$/.test(line) && line.includes("---") && line.includes("|")) return block("tableRule", line.length);
  if (/^\s*\|.*\|\s*$/.test(line)) return block("table", 0);
  const tag = /^\s*<(\/?)([a-z][\w:-]*)(?![\w:-])[^>]*>\s*$/i.exec(line);
  if (tag !== null) return block("tag", line.length, { label: `${tag[1] ? "end of " : ""}${tag[2]}` });
  return block("text", /^\s*/.exec(line)?.[0].length ?? 0);
}

/** The cells of a table's line, each from where to where it stands in it. */
export function tableCells(line: string): [start: number, end: number][] {
  const cells: [number, number][] = [];
  let from = -1;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === "|") {
      if (from !== -1) cells.push([from, at]);
      from = at + 1;
    }
  }
  return cells;
}
