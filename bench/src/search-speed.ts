import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ms, table } from "./measure.ts";
import { benchEngines } from "./search-engines.ts";
import type { SearchTimes } from "./search-one.ts";

const sizes = [20_000, 100_000];
const patienceMs = 15 * 60_000;
const one = fileURLToPath(new URL("./search-one.js", import.meta.url));
const run = promisify(execFile);

/** How long a search takes: the ten best of the same pages for the same queries of one to four words, one at a time. */
export async function searchSpeed(): Promise<void> {
  for (const pages of sizes) {
    const rows: string[][] = [];
    for (const { name } of benchEngines) {
      const args = ["--max-old-space-size=12288", one, name, String(pages)];
      try {
        const { stdout } = await run(process.execPath, args, { timeout: patienceMs });
        const { buildMs, p50, p95, rssMb } = JSON.parse(stdout) as SearchTimes;
        rows.push([name, ms(p50), ms(p95), `${(buildMs / 1000).toFixed(1)} s`, `${Math.round(rssMb)} MB`]);
      } catch {
        rows.push([name, "did not end in 15 minutes or 12 GB", "", "", ""]);
      }
    }
    table(`Search: ${pages} pages`, ["engine", "p50", "p95", "build", "RSS"], rows);
  }
}
