import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../packages/server/src/tools/catalogue.ts";
import { parseInput } from "../../packages/server/src/tools/input.ts";
import type { Tool } from "../../packages/server/src/tools/tool.ts";
import { type OpenSite, openSite } from "../open-site.ts";
import { exampleOn } from "./own-examples.ts";
import { differences, leftBehind, siteState } from "./site-state.ts";

let site: OpenSite;
let fresh: ReturnType<OpenSite["emulator"]["admin"]["snapshot"]>;
beforeAll(async () => {
  site = await openSite();
  fresh = site.emulator.admin.snapshot();
});
afterAll(() => site.close());

const named = (tools: readonly Tool[]) => tools.map((tool) => [tool.name, tool] as const);
const effectOf = (tool: Tool) => tool.action(parseInput(tool, tool.example)).effect;
const reads = named(catalogue.filter((tool) => effectOf(tool) === "read"));
const writes = named(catalogue.filter((tool) => effectOf(tool) !== "read"));

/** What the schema lets through and nothing else: keys it does not know are left out by it. */
const fitsExactly = (tool: Tool, data: unknown) =>
  expect(tool.output.parse(structuredClone(data)), `the data of ${tool.name}`).toEqual(data);

describe("every tool of the catalogue that reads", () => {
  it.each(reads)("%s answers its example as its output schema says, and changes nothing", async (_, tool) => {
    const args = await exampleOn(site, tool);
    const before = siteState(site.emulator);
    const { data, error } = await site.call(tool.name, args, { maxCharacters: 0 });
    expect(error).toBeNull();
    fitsExactly(tool, data);
    expect(differences(before, siteState(site.emulator))).toEqual({});
  });
});

describe("every tool of the catalogue that writes", () => {
  it.each(writes)("%s shows, does and undoes its example", async (name, tool) => {
    site.emulator.admin.restore(fresh);
    const before = siteState(site.emulator);
    const args = await exampleOn(site, tool);

    const at = site.emulator.admin.journal().at(-1)?.number ?? 0;
    const shown = await site.call(name, args, { dryRun: true });
    const sent = site.emulator.admin.journal().filter(({ number }) => number > at);
    expect(shown.error, "the dry run").toBeNull();
    expect(shown.data.summary, "the dry run").toMatch(/^[A-Z].*\.$/s);
    expect(sent.filter(isWrite), "writes of the dry run").toEqual([]);
    expect(differences(before, siteState(site.emulator)), "the dry run").toEqual({});

    const answer = await site.call(name, args, { maxCharacters: 0 });
    expect(answer.error).toBeNull();
    fitsExactly(tool, answer.data);
    expect(Object.keys(differences(before, siteState(site.emulator))).length, "changes of the call").toBeGreaterThan(0);

    if (tool.idempotent) {
      const once = siteState(site.emulator);
      const again = await site.call(name, args);
      expect(again.error?.code ?? "not_found", "the same call again").toBe("not_found");
      expect(differences(once, siteState(site.emulator)), "changes of the same call again").toEqual({});
    }

    if (shown.data.irreversible !== undefined) {
      expect(shown.data.irreversible.length).toBeGreaterThan(10);
      expect(answer.meta.undoable).toBe(false);
      return;
    }
    expect(answer.meta.undoable, "it can be undone, or says why not").toBe(true);
    const undone = await site.app.door.undo(site.admin, answer.meta.callId, { surface: "test" });
    expect(undone.map(({ error }) => error)).toEqual(undone.map(() => null));
    expect(leftBehind(before, siteState(site.emulator)), "after the undo").toEqual({});
  });
});

describe("every tool of the catalogue that writes", () => {
  it.each(writes)("%s fails when the site took the request and did nothing", async (name, tool) => {
    site.emulator.admin.restore(fresh);
    const args = await exampleOn(site, tool);
    const match = "^(?!.*(users-bulk|convert-ids-to-types))";
    site.emulator.admin.addFault({ kind: "ignored-write", match, remaining: null });
    const { error, data } = await site.call(name, args);
    site.emulator.admin.clearFaults();
    // A raw request gives the site's own answer, whatever that is worth.
    if (name !== "confluence_api_call") expect(error, JSON.stringify(data)).not.toBeNull();
  });
});

/** POSTs that only ask. */
const asks = /^(createBulkUserLookup|convertContentIdsToContentTypes)$/;
const isWrite = ({ method, operationId }: { method: string; operationId?: string | null }) =>
  method !== "GET" && !asks.test(operationId ?? "");

describe("the catalogue", () => {
  const list = join(import.meta.dirname, "../../../shared/spec/catalogue.md");
  it.skipIf(!existsSync(list))("has every tool of the list it was planned by (needs ../shared)", () => {
    const rows = readFileSync(list, "utf8")
      .split("## Compatibility tables")[0]
      ?.split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .filter(([, tools, group]) => tools && group && !/^(tool|---|\*\*)/.test(tools));
    const wanted = rows?.flatMap(([, tools = ""]) =>
      tools
        .replace(/\([^)]*\)/g, "")
        .split(/,\s*/)
        .map((name) => `confluence_${name.trim()}`),
    );
    expect(wanted?.length).toBeGreaterThan(90);
    const there = new Set(catalogue.map(({ name }) => name));
    expect(wanted?.filter((name) => !there.has(name))).toEqual([]);
  });
});
