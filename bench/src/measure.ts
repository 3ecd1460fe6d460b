export type Timing = { p50: number; p95: number; max: number };

/** Runs `once` `times` times, one after the other, and gives the spread in milliseconds. */
export async function timeSeries(times: number, once: () => Promise<unknown>): Promise<Timing> {
  const samples: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    await once();
    samples.push(performance.now() - started);
  }
  return spread(samples);
}

export function spread(samples: number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

export const ms = (value: number) => `${value.toFixed(2)} ms`;

/** Rows under a heading, as Markdown that can be pasted into docs. */
export function table(title: string, head: string[], rows: string[][]): void {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  console.log(`\n## ${title}\n\n${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}`);
}
