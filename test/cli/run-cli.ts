import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const bin = join(root, "packages/server/bin/tributary.js");

export type Ran = { code: number; stdout: string; stderr: string; json: ReturnType<typeof JSON.parse> };

/** Runs `tributary …` as a process of its own, against the server given, with nothing of this machine's own settings. */
export async function runCli(
  server: { url: string; apiKey: string },
  args: readonly string[],
  { input = "", cwd = root }: { input?: string; cwd?: string } = {},
): Promise<Ran> {
  const env = { PATH: process.env.PATH, TRIBUTARY_URL: server.url, TRIBUTARY_API_KEY: server.apiKey };
  const child = spawn(process.execPath, [bin, ...args], { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(input);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number>((resolve) => child.once("close", (exit) => resolve(exit ?? -1)));
  return {
    code,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout);
    },
  };
}
