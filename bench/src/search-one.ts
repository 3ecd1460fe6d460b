import { spread } from "./measure.ts";
import { benchPages, benchQueries } from "./search-corpus.ts";
import { type BenchDocument, benchEngines } from "./search-engines.ts";

export type SearchTimes = { buildMs: number; p50: number; p95: number; rssMb: number };

const queries = 300;
const warmUp = 50;

/** A process of its own for one engine, so that none pays for another's garbage: `search-one ENGINE PAGES` prints JSON. */
const [name, count = "0"] = process.argv.slice(2);
const engine = benchEngines.find((one) => one.name === name);
if (engine === undefined) throw new Error(`There is no engine ${name}.`);

function* documents(pages: number): Generator<BenchDocument> {
  for (const { id, title, sections } of benchPages(pages)) yield { id, title, sections };
}

const asked = benchQueries([...benchPages(1_000)], warmUp + queries);
const started = performance.now();
const filled = await engine.fill(documents(Number(count)));
const buildMs = performance.now() - started;
const samples: number[] = [];
for (const query of asked) {
  const begun = performance.now();
  await filled.search(query, 10);
  samples.push(performance.now() - begun);
}
const { p50, p95 } = spread(samples.slice(warmUp));
const times: SearchTimes = { buildMs, p50, p95, rssMb: process.memoryUsage().rss / 2 ** 20 };
console.log(JSON.stringify(times));
await filled.close();
