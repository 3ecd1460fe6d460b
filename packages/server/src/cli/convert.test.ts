import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { convertBody, formatsIn, formatsOut } from "./convert-body.ts";

const bin = join(import.meta.dirname, "../../bin/tributary.js");
const tributary = (...args: string[]) => promisify(execFile)(process.execPath, [bin, ...args]);

describe("tributary convert", () => {
  it("converts between every pair of formats", () => {
    const sources = {
      markdown: "# One\n\ntwo",
      storage: "<h1>One</h1><p>two</p>",
      html: "<h1>One</h1><p>two</p>",
      text: "One\n\ntwo",
      wiki: "h1. One\n\ntwo",
    };
    const adf = convertBody(sources.storage, "storage", "adf").body;
    for (const from of formatsIn) {
      for (const to of formatsOut) {
        const { body } = convertBody(from === "adf" ? adf : sources[from], from, to);
        expect(body, `${from} to ${to}`).toContain("One");
        expect(body, `${from} to ${to}`).toContain("two");
      }
    }
  });

  it("reads a file by its ending and writes to standard output or a file", async () => {
    const dir = mkdtempSync(join(tmpdir(), "tributary-convert-"));
    writeFileSync(join(dir, "page.md"), "# One\n\n**two**\n");
    const { stdout } = await tributary("convert", join(dir, "page.md"), "--to", "storage");
    expect(stdout).toBe("<h1>One</h1><p><strong>two</strong></p>\n");
    await tributary("convert", join(dir, "page.md"), "--to", "text", "--out", join(dir, "out", "page.txt"));
    expect(readFileSync(join(dir, "out", "page.txt"), "utf8")).toContain("two");
  });

  it("converts a folder, keeping its shape, and says what it noticed in which file", async () => {
    const dir = mkdtempSync(join(tmpdir(), "tributary-convert-"));
    mkdirSync(join(dir, "in/deep"), { recursive: true });
    writeFileSync(join(dir, "in/a.xml"), "<p>a</p>");
    writeFileSync(join(dir, "in/deep/b.xml"), "<p>b<p>");
    writeFileSync(join(dir, "in/other.csv"), "1,2");
    const { stdout } = await tributary(
      "convert",
      join(dir, "in"),
      "--to",
      "markdown",
      "--out",
      join(dir, "out"),
      "--json",
    );
    const { converted, files } = JSON.parse(stdout) as {
      converted: number;
      files: { file: string; problems: string[] }[];
    };
    expect(converted).toBe(2);
    expect(readFileSync(join(dir, "out/a.md"), "utf8").trim()).toBe("a");
    expect(readFileSync(join(dir, "out/deep/b.md"), "utf8").trim()).toContain("b");
    expect(files.find(({ file }) => file.endsWith("b.xml"))?.problems.join()).toMatch(/1:\d+: error/);
  });

  it("explains a format it does not know, a file that is not there, and a missing ending", async () => {
    await expect(tributary("convert", "-", "--from", "docx", "--to", "markdown")).rejects.toMatchObject({
      code: 5,
      stderr: expect.stringContaining("docx"),
    });
    await expect(tributary("convert", "/nothing.md", "--to", "text")).rejects.toMatchObject({ code: 4 });
    await expect(tributary("convert", bin, "--to", "text")).rejects.toMatchObject({
      code: 5,
      stderr: expect.stringContaining("--from"),
    });
  });
});
