import { describe, expect, test } from "vitest";
import { type Page, pagedList } from "./paged-list.ts";

const pages: Record<string, Page<number>> = {
  start: { items: [1, 2], cursor: "b" },
  b: { items: [], cursor: "c" },
  c: { items: [3] },
};

function list(from?: string) {
  const read: (string | undefined)[] = [];
  const paged = pagedList(async (cursor) => {
    read.push(cursor);
    return pages[cursor ?? "start"] ?? { items: [] };
  }, from);
  return { paged, read };
}

describe("pagedList", () => {
  test("awaited, gives the first page and its cursor", async () => {
    expect(await list().paged).toEqual({ items: [1, 2], cursor: "b" });
    expect(await list("c").paged).toEqual({ items: [3] });
  });

  test("iterated, gives every item, past empty pages too", async () => {
    const items: number[] = [];
    for await (const item of list().paged) items.push(item);
    expect(items).toEqual([1, 2, 3]);
  });

  test("reads nothing before it is used, and no page more than was asked for", async () => {
    const { paged, read } = list();
    expect(read).toEqual([]);
    for await (const item of paged) if (item === 2) break;
    expect(read).toEqual([undefined]);
  });

  test("stops when the server sends it round in a circle", async () => {
    const circle = pagedList(async () => ({ items: [1], cursor: "same" }));
    let count = 0;
    for await (const _item of circle) count++;
    expect(count).toBe(2);
  });

  test("passes errors on, awaited and iterated", async () => {
    const broken = pagedList(async () => {
      throw new Error("gone");
    });
    await expect(broken).rejects.toThrow("gone");
    await expect(
      (async () => {
        for await (const _ of broken);
      })(),
    ).rejects.toThrow("gone");
  });
});
