import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { apiPage } from "./api-page.ts";
import { formatPage } from "./format-page.ts";
import { openSite } from "./open-site.ts";
import { toolsPage } from "./tools-page.ts";

function expectPage(name: string, text: string) {
  const file = join(import.meta.dirname, "../docs", name);
  if (process.env.WRITE_DOCS) writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
}

afterEach(() => {
  vi.useRealTimers();
});

describe("generated documentation", () => {
  it("of formats is what the converter does today (npm run docs writes it anew)", () => {
    expectPage("format.md", formatPage());
  });

  it("of the API is what its routes say of themselves (npm run docs writes it anew)", async () => {
    const site = await openSite();
    try {
      const answer = await site.app.fetch(new Request("http://127.0.0.1:7350/v1/openapi.json"));
      expectPage("api.md", apiPage((await answer.json()) as Parameters<typeof apiPage>[0]));
    } finally {
      await site.close();
    }
  });

  it("of tools is what the catalogue says and its examples answer today (npm run docs writes it anew)", async () => {
    // One moment for the server and the emulated site, so that dates in answers are the same in every run.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-21T09:00:00Z") });
    const site = await openSite();
    site.emulator.admin.setTaskDuration(0);
    try {
      expectPage("tools.md", await toolsPage(site));
    } finally {
      await site.close();
    }
  }, 60_000);
});
