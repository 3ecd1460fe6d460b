import { useMemo } from "react";
import { codeLines } from "./code-lines.ts";
import { LineText } from "./diff-line.tsx";
import { countLines, type DiffLine, type DiffRow, parseDiff, sideBySide } from "./parse-diff.ts";
import type { DiffLook } from "./use-diff-look.ts";

/** What becomes of a text, as the server's line diff says it: one column, or before and after beside one another. */
export function DiffView({ diff, look, label }: { diff: string; look: DiffLook; label: string }) {
  const rows = useMemo(() => parseDiff(diff), [diff]);
  const code = useMemo(() => codeLines(rows), [rows]);
  const { added, gone } = countLines(rows);
  const text = (line: DiffLine) => <LineText line={line} inCode={code.has(line)} format={look.format} />;
  return (
    <figure aria-label={label} className="overflow-hidden rounded-lg border">
      <figcaption className="flex gap-3 border-b bg-sunken px-3 py-1.5 text-xs text-muted">
        <span className="mr-auto truncate">{label}</span>
        <span className="text-good">+{added}</span>
        <span className="text-bad">−{gone}</span>
        <span className="sr-only">
          {added} lines added, {gone} lines removed
        </span>
      </figcaption>
      {look.columns === 1 ? (
        <div className="py-1">
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one diff never change places.
            <Row key={at} row={row}>
              {text}
            </Row>
          ))}
        </div>
      ) : (
        <div className="py-1">
          <div aria-hidden className="grid grid-cols-2 divide-x text-xs text-muted">
            <span className="px-3 pb-1">Before</span>
            <span className="px-3 pb-1">After</span>
          </div>
          {sideBySide(rows).map(({ left, right }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one diff never change places.
            <div key={at} className="grid grid-cols-2 divide-x">
              <div className={left === undefined ? "bg-sunken" : "min-w-0"}>
                {left !== undefined && <Row row={left}>{text}</Row>}
              </div>
              <div className={right === undefined ? "bg-sunken" : "min-w-0"}>
                {right !== undefined && <Row row={right}>{text}</Row>}
              </div>
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}

const kinds = {
  same: { box: "", sign: "", word: undefined },
  gone: { box: "bg-bad/7", sign: "−", word: "Removed: " },
  new: { box: "bg-good/8", sign: "+", word: "Added: " },
} as const;

function Row({ row, children }: { row: DiffRow; children: (line: DiffLine) => React.ReactNode }) {
  if (row.kind === "gap") return <GapRow />;
  const { box, sign, word } = kinds[row.kind];
  const Line = row.kind === "gone" ? "del" : row.kind === "new" ? "ins" : "div";
  return (
    <Line className={`flex h-full no-underline ${box}`}>
      <span
        aria-hidden
        className={`w-7 shrink-0 pt-0.5 text-center font-mono text-xs select-none ${row.kind === "gone" ? "text-bad" : "text-good"}`}
      >
        {row.text === "" ? "" : sign}
      </span>
      <span className="min-w-0 flex-1 py-0.5 pr-3">
        {word !== undefined && <span className="sr-only">{word}</span>}
        {children(row)}
      </span>
    </Line>
  );
}

function GapRow() {
  return (
    <p className="my-1 bg-sunken px-3 py-0.5 text-center text-xs text-muted select-none">
      <span aria-hidden>⋯</span>
      <span className="sr-only">Unchanged lines are left out.</span>
    </p>
  );
}
