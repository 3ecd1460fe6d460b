import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import type { SourceRow } from "../../store/sources.ts";
import type { Store } from "../../store/store.ts";
import type { Listed, OpenSource, Part } from "../source.ts";
import { listFiles, type MarkdownFile } from "./list-files.ts";
import { formatVersion, markdownDocument } from "./markdown-document.ts";

type Item = Listed & { file: MarkdownFile };

const atOnce = 250;
/** Larger ones are data, not text somebody reads. */
const mostBytes = 5 * 1024 * 1024;

/** Opens a folder of Markdown files as a source. A file's path below the folder is its id, its time its version. */
export async function openMarkdownSource(source: SourceRow, store: Store, clock: Clock): Promise<OpenSource<Item>> {
  const root = source.location;
  const listed = await listFiles(root);
  const files = listed.filter(({ size }) => size <= mostBytes).map(toItem);
  const byPath = new Map(files.map((item) => [item.id, item]));
  /** Since when a file is missing together with so many others that it was not removed. */
  const missing = new Map<string, { hiddenAt: number }>();
  for await (const [id, node] of store.syncMemory.nodes(source.id)) missing.set(id, node as { hiddenAt: number });
  const part: Part = { id: "files", label: "files", stage: 0, spaceIds: [] };
  const fetch = async (ids: readonly string[]) => ids.flatMap((id) => byPath.get(id) ?? []);
  return {
    formatVersion,
    local: true,
    spaces: [],
    estimate: async () => files.length,
    newest: async () => Math.max(0, ...files.map(({ modifiedAt }) => modifiedAt)),
    parts: () => [part],
    async read(_, cursor) {
      const rest = cursor === undefined ? files : files.filter(({ id }) => id > cursor);
      const items = rest.slice(0, atOnce);
      const last = items.at(-1);
      const large = listed.length - files.length;
      return {
        items,
        ...(rest.length > atOnce && last !== undefined && { next: last.id }),
        ...(cursor === undefined && large > 0 && { skipped: { "larger than 5 MB": large } }),
      };
    },
    // The sweep, which every run makes here, sees them.
    async *changes() {},
    fetch,
    async look(ids) {
      const gone = ids.filter((id) => !byPath.has(id));
      // A folder that is suddenly empty is rather a disk that is not there.
      const [certain, unclear] = files.length > 0 ? [gone, []] : [[], gone];
      return { present: await fetch(ids), gone: certain, unclear };
    },
    dependents: () => [],
    async documents(items) {
      const failures = [];
      const documents = [];
      for (const { id, title, file } of items) {
        try {
          documents.push(markdownDocument(source.id, root, file, await readFile(join(root, file.path), "utf8")));
        } catch (error) {
          failures.push({ id, title, reason: (error as Error).message });
        }
      }
      return { documents, failures };
    },
    swept: () => {},
    async *patches() {},
    hide(ids) {
      for (const id of ids) if (!missing.has(id)) missing.set(id, { hiddenAt: clock.now() });
      return [];
    },
    hiddenSince: (id) => missing.get(id)?.hiddenAt,
    account: async () => undefined,
    restrictionsKnown: () => true,
    stored: () => {},
    indexed: () => undefined,
    forgetIndex: () => {},
    learned: () => [...missing],
    forget(ids) {
      for (const id of ids) missing.delete(id);
    },
    warnings: () => [],
    cost: () => ({ requests: 0, points: 0 }),
  };
}

function toItem(file: MarkdownFile): Item {
  const { path, modifiedAt } = file;
  return { id: path, title: path, version: modifiedAt, modifiedAt, spaceId: "", file };
}
