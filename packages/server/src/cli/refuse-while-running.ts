import { existsSync, readFileSync } from "node:fs";
import { type Config, dataFile } from "../base/config.ts";
import { TributaryError } from "../base/errors.ts";
import { cliFileName } from "./client.ts";

/**
 * Throws `conflict` when a server runs on the data folder: it would go on with the file and the keys it has. Its own
 * note says where it answers.
 */
export async function refuseWhileRunning(config: Config): Promise<void> {
  const note = dataFile(config, cliFileName);
  if (!existsSync(note)) return;
  const { url } = JSON.parse(readFileSync(note, "utf8")) as { url: string };
  const answers = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) return;
  throw new TributaryError("conflict", `The server at ${url} runs on this data folder.`, {
    hint: "Stop it first.",
  });
}
