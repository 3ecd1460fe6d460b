import fc from "fast-check";
import { expect, test } from "vitest";
import { storagePage } from "../testing/arbitrary-storage.ts";
import { xmlError } from "../testing/storage-oracle.ts";
import { openPage } from "./open-page.ts";
import type { Operation } from "./operations.ts";
import { PageEditError } from "./page-edit-error.ts";

const runs = Math.ceil(Number(process.env.STORAGE_FORMAT_RUNS ?? 2000) / 8);
const long = { timeout: 3_600_000 };

/** The page after one operation; undefined when it was refused. */
function edited(storage: string, operation: Operation): string | undefined {
  try {
    return openPage(storage, { version: 1 }).edit([operation]).storage;
  } catch (error) {
    if (error instanceof PageEditError) return undefined;
    throw error;
  }
}

const operations = ["insertBefore", "insertAfter", "append", "prepend"] as const;

test("what is put in anywhere can be cut out again, and then every byte is as before", long, () => {
  const put = "<p>Put in here.</p>";
  let done = 0;
  fc.assert(
    fc.property(storagePage, fc.nat(), fc.constantFrom(...operations), (page, which, op) => {
      const { blocks } = openPage(page, { version: 1 });
      const handle = blocks[which % Math.max(1, blocks.length)]?.handle;
      fc.pre(handle !== undefined);
      const after = edited(page, { op, target: { handle }, content: "Put in here." });
      if (after === undefined) return;
      done++;
      expect(after.split(put)).toHaveLength(2);
      expect(after.replace(put, "")).toBe(page);
      expect(xmlError(after)).toBeUndefined();
    }),
    { numRuns: runs },
  );
  expect(done).toBeGreaterThan(runs / 3);
});

test("a heading's level changes two tags, and a section is read and removed with exactly its bytes", long, () => {
  fc.assert(
    fc.property(storagePage, fc.nat(), (page, which) => {
      const opened = openPage(page, { version: 1 });
      const section = opened.outline[which % Math.max(1, opened.outline.length)];
      fc.pre(section !== undefined);
      const target = { handle: section.handle };
      const level = (section.level % 6) + 1;
      const after = edited(page, { op: "setAttributes", target, attributes: { level } }) ?? page;
      expect(after).toHaveLength(page.length);
      expect(after.split("").filter((character, at) => character !== page[at]).length).toBeLessThanOrEqual(2);
      const { storage } = opened.read(target);
      expect(page).toContain(storage);
      const without = edited(page, { op: "delete", target });
      if (without !== undefined) expect(page.length - without.length).toBeLessThanOrEqual(storage.length);
    }),
    { numRuns: runs },
  );
});
