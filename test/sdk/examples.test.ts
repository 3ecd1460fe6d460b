import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../../bench/src/program.ts";

const folder = join(import.meta.dirname, "../../examples");
const programs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mjs"));

let demo: Program<{ url: string; apiKey: string }>;
beforeAll(async () => {
  demo = await startProgram(["demo", "--port", "0"]);
});
afterAll(() => demo?.stop());

describe("examples", () => {
  it.each(programs)(
    "%s does what it says, and is named on the page",
    async (program) => {
      const env = { PATH: process.env.PATH, TRIBUTARY_URL: demo.ready.url, TRIBUTARY_API_KEY: demo.ready.apiKey };
      await promisify(execFile)(process.execPath, [join(folder, program)], { env });
      expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`\`${program}\``);
    },
    60_000,
  );
});
