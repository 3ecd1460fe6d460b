import { callOverhead } from "./call-overhead.ts";
import { decision } from "./decision.ts";
import { startUp } from "./start-up.ts";

const benches: Record<string, () => Promise<void>> = { "call-overhead": callOverhead, decision, "start-up": startUp };

const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no bench ${name}. There are: ${Object.keys(benches).join(", ")}.`);
    process.exitCode = 2;
    break;
  }
  await bench();
}
