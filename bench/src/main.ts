import { callOverhead } from "./call-overhead.ts";
import { decision } from "./decision.ts";
import { mcp } from "./mcp.ts";
import { relevance } from "./relevance.ts";
import { searchSpeed } from "./search-speed.ts";
import { startUp } from "./start-up.ts";
import { sync } from "./sync.ts";

const benches: Record<string, () => Promise<void>> = {
  "call-overhead": callOverhead,
  decision,
  mcp,
  search: searchSpeed,
  "start-up": startUp,
  sync,
};

const [first, ...rest] = process.argv.slice(2);
// The only one that takes something to work on: the folders of collections.
if (first === "relevance") await relevance(rest);
else await runAll(process.argv.slice(2));

async function runAll(wanted: readonly string[]): Promise<void> {
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
    const bench = benches[name];
    if (bench === undefined) {
      console.error(`There is no bench ${name}. There are: ${[...Object.keys(benches), "relevance DIR"].join(", ")}.`);
      process.exitCode = 2;
      break;
    }
    await bench();
  }
}
