import { fork } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { TributaryError } from "../base/errors.ts";

export type EmulatorProcess = {
  url: string;
  cloudId: string;
  email: string;
  clientId: string;
  clientSecret: string;
  stop(): void;
};

/**
 * Starts `tributary emulator` as a process of its own, as it would run beside a server in real use. It ends when this
 * process does, however that happens.
 */
export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const bin = fileURLToPath(new URL("../../bin/tributary.js", import.meta.url));
  const child = fork(bin, ["emulator", "--port", "0", "--seed", "demo", "--json"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  if (child.stdout === null) throw new Error("a child with a pipe has a stdout");
  for await (const line of createInterface({ input: child.stdout })) {
    return { ...(JSON.parse(line) as Omit<EmulatorProcess, "stop">), stop: () => child.disconnect() };
  }
  throw new TributaryError("internal", "The emulator did not start.", { hint: "Run `tributary emulator` to see why." });
}
