export type Page<Item> = { items: Item[]; cursor?: string };

/** A list in pages: `await` it for the first page, or `for await` over it for every item. */
export type PagedList<Item> = PromiseLike<Page<Item>> & AsyncIterable<Item>;

/** Nothing is read before it is awaited or iterated. Stops at a cursor seen before, so a server's fault cannot loop. */
export function pagedList<Item>(
  readPage: (cursor: string | undefined) => Promise<Page<Item>>,
  start?: string,
): PagedList<Item> {
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is meant to be awaited.
    then: (fulfilled, rejected) => readPage(start).then(fulfilled, rejected),
    async *[Symbol.asyncIterator]() {
      const seen = new Set<string>();
      let cursor = start;
      do {
        const page: Page<Item> = await readPage(cursor);
        yield* page.items;
        cursor = page.cursor;
        if (cursor !== undefined && seen.has(cursor)) return;
        if (cursor !== undefined) seen.add(cursor);
      } while (cursor !== undefined);
    },
  };
}
