import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../packages/server/bin/tributary.js", import.meta.url));

export type Program<Ready> = {
  ready: Ready;
  readyAfterMs: number;
  child: ChildProcess;
  rssMb(): number;
  stop(): Promise<void>;
};

/** Starts `tributary …` as a process of its own and waits for the line of JSON it prints when ready. */
export async function startProgram<Ready>(args: string[], env: Record<string, string> = {}): Promise<Program<Ready>> {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, ...args, "--json"], {
    env: { ...process.env, TRIBUTARY_LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      ready: JSON.parse(line) as Ready,
      readyAfterMs: performance.now() - started,
      child,
      rssMb: () => residentMb(child.pid ?? 0),
      async stop() {
        child.kill("SIGTERM");
        await ended;
      },
    };
  }
  throw new Error(`tributary ${args.join(" ")} ended before it was ready`);
}

function residentMb(pid: number): number {
  const [, kb = "0"] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) / 1024;
}
