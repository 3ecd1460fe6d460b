import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import Database from "libsql";
import { expect, test } from "vitest";
import { openSqliteIndex } from "./sqlite/open-sqlite-index.ts";
import { ask, page } from "./testing/documents.ts";
import { withFolder } from "./testing/engines.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => page(String(i), { text: `walrus ${"word ".repeat(50)} number${i}` }));

test("what was put is there after closing and opening again", async () => {
  await withFolder(async (path) => {
    const first = await openSqliteIndex({ path });
    await first.put(many(20));
    await first.close();
    const again = await openSqliteIndex({ path, onRebuilt: () => expect.unreachable() });
    expect((await again.query(ask("walrus", { limit: 50 }))).hits).toHaveLength(20);
    expect((await again.stats()).bytes).toBeGreaterThan(0);
    await again.close();
  });
});

test("a file that is no database is replaced by an empty index, and the caller is told", async () => {
  await withFolder(async (path) => {
    writeFileSync(path, "this is not a database ".repeat(500));
    const reasons: string[] = [];
    const index = await openSqliteIndex({ path, onRebuilt: (reason) => reasons.push(reason) });
    expect(reasons).toHaveLength(1);
    await index.put(many(3));
    expect((await index.query(ask("walrus"))).hits).toHaveLength(3);
    await index.close();
  });
});

test("a file of another version is filled again", async () => {
  await withFolder(async (path) => {
    const sqlite = new Database(path);
    sqlite.exec("create table document (id text); pragma user_version=999");
    sqlite.close();
    let rebuilt = 0;
    const index = await openSqliteIndex({ path, onRebuilt: () => rebuilt++ });
    expect(rebuilt).toBe(1);
    await index.put(many(1));
    await index.close();
  });
});

test("damage inside the file shows at run time at the latest and empties it", async () => {
  await withFolder(async (path) => {
    const first = await openSqliteIndex({ path });
    await first.put(many(400));
    await first.close();
    overwriteMiddle(path);
    let rebuilt = 0;
    const index = await openSqliteIndex({ path, onRebuilt: () => rebuilt++ });
    for (let i = 0; i < 400 && rebuilt === 0; i += 1) {
      await index.query(ask(`walrus number${i}`, { limit: 100 }));
      await index.get("conn_a", String(i));
    }
    expect(rebuilt).toBe(1);
    await index.put(many(5));
    expect((await index.query(ask("walrus"))).hits).toHaveLength(5);
    await index.close();
  });
});

test("a file cut short is replaced", async () => {
  await withFolder(async (path) => {
    const first = await openSqliteIndex({ path });
    await first.put(many(400));
    await first.close();
    truncateSync(path, Math.floor(statSync(path).size / 3));
    let rebuilt = 0;
    const index = await openSqliteIndex({ path, onRebuilt: () => rebuilt++ });
    for (let i = 0; i < 400 && rebuilt === 0; i += 1) await index.get("conn_a", String(i));
    expect(rebuilt).toBe(1);
    await index.close();
  });
});

test("a file deleted while it is open is noticed at the next use", async () => {
  await withFolder(async (path) => {
    const reasons: string[] = [];
    const index = await openSqliteIndex({ path, onRebuilt: (reason) => reasons.push(reason) });
    await index.put(many(10));
    for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    expect((await index.query(ask("walrus"))).hits).toEqual([]);
    expect(reasons).toEqual(["the file was deleted"]);
    await index.put(many(2));
    expect((await index.query(ask("walrus"))).hits).toHaveLength(2);
    await index.close();
  });
});

test("on a full disk a put fails with a clear error, and what was there stays", async () => {
  await withFolder(async (path) => {
    const index = await openSqliteIndex({ path, mostPages: 400 });
    await index.put(many(20));
    const before = (await index.stats()).documents;
    const flood = Array.from({ length: 50 }, (_, i) => page(`big${i}`, { text: `heron ${i} `.repeat(5_000) }));
    await expect(index.put(flood)).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("disk is full"),
    });
    expect((await index.stats()).documents).toBe(before);
    expect((await index.query(ask("heron"))).hits).toEqual([]);
    expect((await index.query(ask("walrus", { limit: 50 }))).hits).toHaveLength(20);
    await index.put([page("small", { text: "heron" })]);
    await index.close();
    const sqlite = new Database(path);
    expect(sqlite.prepare("pragma integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    sqlite.exec("insert into terms (terms) values ('integrity-check')");
    sqlite.close();
  });
});

test("two openers of one file see each other's writes", async () => {
  await withFolder(async (path) => {
    const one = await openSqliteIndex({ path });
    const other = await openSqliteIndex({ path });
    await one.put([page("1", { text: "walrus" })]);
    expect((await other.query(ask("walrus"))).hits).toHaveLength(1);
    await other.put([page("2", { text: "walrus clam" })]);
    await other.removeSource("nothing");
    expect((await one.query(ask("walrus"))).hits).toHaveLength(2);
    await one.close();
    await other.close();
  });
});

test("the text index stays whole through any mix of writes", async () => {
  await withFolder(async (path) => {
    const index = await openSqliteIndex({ path });
    for (let round = 0; round < 30; round++) {
      await index.put(many(40).map((one, i) => ({ ...one, id: String((i * 7 + round) % 60), version: round })));
      await index.remove("conn_a", [String(round % 60), String((round * 3) % 60)]);
      await index.patch("conn_a", [{ id: String((round * 5) % 60), labels: [`label${round}`] }]);
    }
    const { documents } = await index.stats();
    expect((await index.query(ask("walrus", { countTotal: true }))).total).toBe(documents);
    await index.close();
    const sqlite = new Database(path);
    sqlite.exec("insert into terms (terms) values ('integrity-check')");
    const [totals] = sqlite.prepare("select documents, passages, body_words from totals").all() as Record<
      string,
      number
    >[];
    const [counted] = sqlite
      .prepare("select count(*) as documents, sum(passages) as passages, sum(body_words) as body_words from document")
      .all() as Record<string, number>[];
    expect(totals).toEqual(counted);
    expect(sqlite.prepare("select count(*) as n from passage").all()).toEqual([{ n: counted?.passages }]);
    sqlite.close();
  });
});

/** As a disk does that goes bad: some pages in the middle hold something else. */
function overwriteMiddle(path: string): void {
  const size = statSync(path).size;
  const file = openSync(path, "r+");
  for (let at = 8; at < size / 4096; at += 3) writeSync(file, Buffer.alloc(4096, 0x5a), 0, 4096, at * 4096);
  closeSync(file);
}

test("the file is readable by its owner only", async () => {
  await withFolder(async (path) => {
    const index = await openSqliteIndex({ path });
    await index.put(many(1));
    expect(statSync(path).mode & 0o077).toBe(0);
    await index.close();
  });
});
