import { flush } from "./flush.ts";
import { addCode, addText, STRONG } from "./inline.ts";
import { startBlock, writeLine } from "./lines.ts";
import { elementBlock, openCell, record, type Writer } from "./writer.ts";

/** Writes code as a fence longer than any run of backticks in it; in a table cell as one code span a line. */
export function writeCode(w: Writer, node: number, language: string, title: string, body: string, inner: number): void {
  flush(w);
  const text = body.replace(/\r\n?/g, "\n");
  if (openCell(w) !== undefined) {
    if (title !== "") {
      addText(w.inline, title, STRONG);
      flush(w);
    }
    for (const line of text.split("\n")) {
      if (line.trim() === "") continue;
      addCode(w.inline, line, 0);
      flush(w);
    }
    return;
  }
  let longest = 2;
  for (const run of text.match(/`{3,}/g) ?? []) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  const word = language.trim().replace(/[\s`"]+/g, "-");
  const quoted =
    title === ""
      ? ""
      : ` title="${title.replace(/\s+/g, " ").replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("`", "&#96;").replaceAll("\\", "&#92;")}"`;
  startBlock(w.lines, "code");
  const block = elementBlock(
    w,
    "code",
    `${word === "" && quoted !== "" ? "text" : word}\n${title.replace(/\s+/g, " ")}`,
    text,
    node,
    inner,
  );
  writeLine(w.lines, `${fence}${word === "" && quoted !== "" ? "text" : word}${quoted}`);
  if (text !== "") for (const line of text.split("\n")) writeCodeLine(w, line);
  writeLine(w.lines, fence);
  record(w, block);
}

function writeCodeLine(w: Writer, line: string): void {
  writeLine(w.lines, line);
}
