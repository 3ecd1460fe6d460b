import { align } from "../round-trip/align.ts";

const CONTEXT = 2;

/** What changed between two Markdown texts, line by line: `-` gone, `+` new, two lines of context, `…` between. */
export function lineDiff(before: string, after: string): string {
  const old = before.split("\n");
  const now = after.split("\n");
  const rows: { sign: " " | "-" | "+"; line: string }[] = [];
  let i = 0;
  let j = 0;
  for (const [nextOld, nextNow] of [...align(old, now), [old.length, now.length] as [number, number]]) {
    for (; i < nextOld; i++) rows.push({ sign: "-", line: old[i] as string });
    for (; j < nextNow; j++) rows.push({ sign: "+", line: now[j] as string });
    if (i < old.length) rows.push({ sign: " ", line: old[i] as string });
    i++;
    j++;
  }
  const shown = new Uint8Array(rows.length);
  rows.forEach((row, at) => {
    if (row.sign === " ") return;
    for (let near = Math.max(0, at - CONTEXT); near <= Math.min(rows.length - 1, at + CONTEXT); near++) shown[near] = 1;
  });
  const out: string[] = [];
  rows.forEach((row, at) => {
    if (shown[at]) out.push(`${row.sign} ${row.line}`.trimEnd());
    else if (at > 0 && shown[at - 1]) out.push("…");
  });
  if (out[out.length - 1] === "…") out.pop();
  return out.join("\n");
}
