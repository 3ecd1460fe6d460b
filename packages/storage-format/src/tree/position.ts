import type { Diagnostic, Problem } from "./tree.ts";

/** Line and column, from 1, of offsets in a text. Offsets may be asked for in any order. */
export function positions(source: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
}

export function toDiagnostics(
  source: string,
  problems: readonly Problem[],
  severity: Diagnostic["severity"],
): Diagnostic[] {
  if (problems.length === 0) return [];
  const position = positions(source);
  return problems.map(({ code, message, offset }) => ({ severity, code, message, offset, ...position(offset) }));
}
