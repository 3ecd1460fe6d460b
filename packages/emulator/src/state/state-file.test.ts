import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createEmulator } from "../create-emulator.ts";
import type { Emulator } from "../index.ts";
import { readAnswer } from "../testing/emulated-client.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-state-"));
  file = join(folder, "below", "state.jsonl");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function ask(emulator: Emulator, method: string, path: string, body?: unknown) {
  const { email, apiToken } = emulator.credentials;
  const multipart = body instanceof FormData;
  return readAnswer(
    await emulator.fetch(`${emulator.url}/wiki${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${email}:${apiToken}`)}`,
        ...(multipart ? { "x-atlassian-token": "nocheck" } : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
    }),
  );
}

/** Buffers and byte arrays compare as the bytes they hold. */
const plain = (row: unknown) => {
  const { bytes, ...rest } = row as { bytes?: Uint8Array };
  return bytes === undefined ? rest : { ...rest, bytes: Buffer.from(bytes).toString("hex") };
};

const tables = (emulator: Emulator) => {
  const { sites, shared, lastId } = emulator.admin.snapshot();
  const filled = (all: ReadonlyMap<string, ReadonlyMap<string | number, unknown>>) =>
    new Map([...all].filter(([, rows]) => rows.size > 0).map(([name, rows]) => [name, [...rows.values()].map(plain)]));
  return {
    sites: sites.map((site) => ({ lastId: site.lastId, tables: filled(site.tables) })),
    shared: filled(shared),
    lastId,
  };
};

describe("a state file", () => {
  test("brings everything back: content, files, tokens, clock, limits, and the way in", async () => {
    const first = await createEmulator({ seed: "demo", stateFile: file, limits: { tenantPoints: 5000 } });
    const { json } = await ask(first, "GET", "/api/v2/spaces?limit=1");
    const page = (await ask(first, "POST", "/api/v2/pages", { spaceId: json.results[0].id, title: "Kept" })).json;
    const value = { $bytes: "not bytes at all" };
    await ask(first, "POST", `/api/v2/pages/${page.id}/properties`, { key: "k", value });
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array([0, 255, 10, 13, 128])]), "b.bin");
    form.append("minorEdit", "true");
    expect((await ask(first, "POST", `/rest/api/content/${page.id}/child/attachment`, form)).status).toBe(200);
    first.admin.clock.advance(3_600_000);
    first.admin.setFeatures({ premium: true });
    const saved = tables(first);
    await first.close();

    const second = await createEmulator({ seed: "empty", stateFile: file });
    expect(tables(second)).toEqual(saved);
    expect(second.credentials).toEqual(first.credentials);
    expect(second.admin.limits()).toMatchObject({ tenantPoints: 5000 });
    expect(Math.abs(second.admin.clock.now() - first.admin.clock.now())).toBeLessThan(1000);
    expect((await ask(second, "GET", `/api/v2/pages/${page.id}/properties?key=k`)).json.results[0].value).toEqual(
      value,
    );
    expect((await ask(second, "GET", "/rest/api/search?cql=title=Kept")).json.totalSize).toBe(1);
    const again = (await ask(second, "POST", "/api/v2/pages", { spaceId: json.results[0].id, title: "Next" })).json;
    expect(Number(again.id)).toBeGreaterThan(Number(page.id));
    await second.close();
  });

  test("follows writes by itself and leaves nothing unfinished beside it", async () => {
    const emulator = await createEmulator({ seed: "empty", stateFile: file });
    const { json } = await ask(emulator, "GET", "/api/v2/spaces?limit=1");
    await ask(emulator, "POST", "/api/v2/pages", { spaceId: json.results[0].id, title: "Written by itself" });
    await vi.waitFor(async () => expect(await readFile(file, "utf8")).toContain("Written by itself"), 5_000);
    await emulator.close();
    expect(await readdir(join(folder, "below"))).toEqual(["state.jsonl"]);
  });

  test("is written on demand, from code and over HTTP, and only where there is one", async () => {
    const emulator = await createEmulator({ seed: "empty", stateFile: file });
    const save = (one: Emulator) => one.fetch(`${one.url}/_emulator/save`, { method: "POST" });
    await Promise.all([emulator.admin.save(), emulator.admin.save()]);
    expect((await save(emulator)).status).toBe(204);
    expect(await readFile(file, "utf8")).toContain("tributary-emulator-state");
    const without = await createEmulator({ seed: "empty" });
    await expect(without.admin.save()).rejects.toThrow("no state file");
    expect((await save(without)).status).toBe(400);
    await emulator.close();
  });

  test("that is empty is a new one, and that is something else is refused with its place", async () => {
    const path = join(folder, "other");
    await writeFile(path, "");
    await (await createEmulator({ seed: "empty", stateFile: path })).close();
    const whole = await readFile(path, "utf8");
    for (const [text, place] of [
      ["hello", "line 1"],
      ['{"format":"x"}', "line 1"],
      [`${whole.slice(0, whole.length / 2)}`, "line "],
    ] as const) {
      await writeFile(path, text);
      await expect(createEmulator({ seed: "empty", stateFile: path })).rejects.toThrow(place);
    }
    await expect(createEmulator({ seed: "empty", stateFile: folder })).rejects.toThrow("is not a file");
  });
});
