import { ms, spread, table } from "./measure.ts";
import { startProgram } from "./program.ts";

/** How long the built demo (server, emulator with its sample site, connected account) takes to be ready, and what it holds in memory. */
export async function startUp(): Promise<void> {
  const samples: number[] = [];
  let rss = 0;
  for (let i = 0; i < 7; i++) {
    const demo = await startProgram(["demo", "--port", "0"]);
    samples.push(demo.readyAfterMs);
    rss = Math.max(rss, demo.rssMb());
    await demo.stop();
  }
  const { p50, max } = spread(samples);
  table(
    "The demo's start",
    ["", "median", "slowest", "RSS"],
    [["tributary demo", ms(p50), ms(max), `${rss.toFixed(0)} MB`]],
  );
}
