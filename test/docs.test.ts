import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startProgram } from "../bench/src/program.ts";

const root = join(import.meta.dirname, "..");
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((f) => f.endsWith(".md"))
    .map((f) => `docs/${f}`),
];

/** Snippets marked `run` in their fence are executed as they stand, in the order of their page, against one demo. */
const snippets = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^( *)```(sh|js) run\n([\s\S]*?)^\1```$/gm)].map(
    ([, , language = "", code = ""], i) => ({
      page,
      language,
      code,
      name: `${page}, snippet ${i + 1}`,
    }),
  ),
);

type Demo = { url: string; apiKey: string };
let demo: Program<Demo>;
beforeAll(async () => {
  demo = await startProgram<Demo>(["demo", "--port", "0"]);
});
afterAll(() => demo?.stop());

describe("documentation", () => {
  it("has snippets to run", () => {
    expect(snippets.length).toBeGreaterThan(4);
  });

  it.each(snippets)("runs as printed: $name", async ({ language, code }) => {
    const env = {
      ...process.env,
      TRIBUTARY_URL: demo.ready.url,
      TRIBUTARY_API_KEY: demo.ready.apiKey,
      PATH: `${join(root, "node_modules/.bin")}:${process.env.PATH}`,
    };
    if (language === "sh") {
      await promisify(execFile)("bash", ["-euo", "pipefail", "-c", code], { env, cwd: root });
      return;
    }
    // Inside the project, so that the packages are found as a reader's project would find them.
    const file = join(mkdtempSync(join(root, "node_modules/.snippet-")), "snippet.mjs");
    writeFileSync(file, code);
    await promisify(execFile)(process.execPath, [file], { env });
  });

  it("lists every setting there is", () => {
    // A setting is a line of a schema, wherever that is.
    const sources = readdirSync(join(root, "packages/server/src"), { recursive: true, encoding: "utf8" }).filter((f) =>
      f.endsWith(".ts"),
    );
    const settings = sources.flatMap((file) =>
      [
        ...readFileSync(join(root, "packages/server/src", file), "utf8").matchAll(
          /^ {2}([A-Z]+_[A-Z_]+): (?:z\b|\w+[,.(])/gm,
        ),
      ].map(([, name]) => name),
    );
    const operate = readFileSync(join(root, "docs/operate.md"), "utf8");
    expect(settings).toEqual(expect.arrayContaining(["TRIBUTARY_DATA", "INSIGHTS_MODEL", "EMBEDDINGS_MODEL"]));
    for (const name of settings) expect(operate, name).toContain(`\`${name}\``);
  });

  it("links only to pages that are there", () => {
    for (const page of pages) {
      const text = readFileSync(join(root, page), "utf8").replace(/^ *(`{3,}).*\n[\s\S]*?^ *\1$/gm, "");
      for (const [, target = ""] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(() => readFileSync(join(root, page, "..", target)), `${page} links to ${target}`).not.toThrow();
      }
    }
  });
});
