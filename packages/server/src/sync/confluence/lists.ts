import { TributaryError } from "../../base/errors.ts";
import type { Confluence, QueryValue } from "../../confluence/client.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { type Batch, type Looked, type Space, Unsorted } from "../source.ts";
import type { V2Attachment, V2Comment, V2Content } from "./answers.ts";
import { dropAttachments, learnAttachments } from "./attachments.ts";
import type { FactsReader } from "./facts.ts";
import { commentItem, contentItem, type Item, learnItem } from "./item.ts";
import type { Optional } from "./optional.ts";
import type { SitePart } from "./parts.ts";
import type { List, ReadList } from "./read-list.ts";
import type { Tree } from "./tree.ts";

export type ListsOptions = {
  confluence: Confluence;
  readList: ReadList;
  tree: Tree;
  facts: FactsReader;
  spaces: readonly Space[];
  siteUrl: string;
  comments: boolean;
  optional: Optional;
};

const most = 250;
/** A first look at what changed last: few changes are the rule. */
const firstLook = 50;
/** Changes are committed a little out of order, so the walk goes on this far below the mark. */
const marginMs = 2 * 60_000;

const pageKinds = { page: "getPages", blogpost: "getBlogPosts" } as const;
const commentKeys = { "footer-comments": "getFooterComments", "inline-comments": "getInlineComments" } as const;

/** Everything that is read of a site's content in lists. What is read is learned by the tree at once. */
export function createLists({ confluence, readList, tree, facts, spaces, siteUrl, comments, optional }: ListsOptions) {
  const synced = new Set(spaces.map(({ id }) => id));
  const keyOf = new Map(spaces.map(({ id, key }) => [id, key]));
  /** Files seen in this run. */
  const seenFiles = new Set<string>();
  /** Their list was read to its end: what it did not have is gone. */
  let allFilesSeen = false;

  const bodyFormat = (bodies: boolean) => (bodies ? { "body-format": "storage" } : {});

  /** Keeps what is synced; says why the rest is not. */
  const accept = (items: Item[], wanted: (spaceId: string) => boolean): Batch<Item> => {
    const skipped: Record<string, number> = {};
    const kept = items.filter(({ spaceId, content: { status } }) => {
      const why = status !== "current" ? status : wanted(spaceId) ? undefined : "other space";
      if (why !== undefined) skipped[why] = (skipped[why] ?? 0) + 1;
      return why === undefined;
    });
    for (const item of kept) learnItem(tree, item);
    return { items: kept, skipped };
  };

  const readContent = async (
    kind: "page" | "blogpost",
    query: Record<string, QueryValue>,
    options: { cursor?: string | undefined; limit?: number },
  ): Promise<List<Item>> => {
    const what = kind === "page" ? "pages" : "blog posts";
    const list = await readList<V2Content>(pageKinds[kind], query, { limit: most, what, ...options });
    return { ...list, rows: list.rows.map((row) => contentItem(kind, row)) };
  };

  const readComments = async (
    key: EndpointKey,
    query: Record<string, QueryValue>,
    options: { cursor?: string | undefined; limit?: number },
  ): Promise<List<Item>> => {
    const list = await readList<V2Comment>(key, query, { limit: most, what: "comments", ...options });
    return { ...list, rows: list.rows.flatMap((row) => commentItem(tree, row) ?? []) };
  };

  const readFiles = async (query: Record<string, QueryValue>, cursor: string | undefined, limit: number) => {
    const options = { cursor, limit, what: "attachments" };
    const list = await readList<V2Attachment>("getAttachments", { status: "current", ...query }, options);
    for (const id of learnAttachments(tree, siteUrl, list.rows)) seenFiles.add(id);
    return list;
  };

  return {
    async read(part: SitePart, cursor: string | undefined, bodies: boolean): Promise<Batch<Item>> {
      const inPart = new Set(part.spaceIds);
      switch (part.kind) {
        case "pages":
        case "blogposts": {
          const query = { "space-id": part.spaceIds, status: "current", sort: "id", ...bodyFormat(bodies) };
          const { rows, next } = await readContent(part.kind === "pages" ? "page" : "blogpost", query, { cursor });
          return { ...accept(rows, (id) => inPart.has(id)), ...(next !== undefined && { next }) };
        }
        case "facts": {
          const keys = part.spaceIds.map((id) => keyOf.get(id) ?? "");
          const next = await optional("restrictions and labels", () => facts.readBatch(keys, cursor));
          return { items: [], ...(next !== undefined && { next }) };
        }
        case "attachments": {
          const list = await optional("attachments", () => readFiles({}, cursor, most));
          if (list !== undefined && list.next === undefined) allFilesSeen = true;
          return { items: [], ...(list?.next !== undefined && { next: list.next }) };
        }
        case "footer-comments":
        case "inline-comments": {
          const query = bodyFormat(bodies);
          const list = await optional("comments", () =>
            readComments(commentKeys[part.kind as keyof typeof commentKeys], query, { cursor }),
          );
          const { rows = [], next } = list ?? {};
          return { ...accept(rows, (id) => inPart.has(id)), ...(next !== undefined && { next }) };
        }
      }
    },

    /** When the newest page or blog post was changed; 0 where there is none. */
    async newest(): Promise<number> {
      const query = { sort: "-modified-date", status: "current" };
      const [pages, posts] = await Promise.all([
        readContent("page", query, { limit: 1 }),
        readContent("blogpost", query, { limit: 1 }),
      ]);
      return Math.max(0, ...[...pages.rows, ...posts.rows].map(({ modifiedAt }) => modifiedAt));
    },

    async *changes(since: number): AsyncIterable<Item[]> {
      const query = { sort: "-modified-date", status: "current" };
      yield* walk(since, (options) => readContent("page", query, options));
      yield* walk(since, (options) => readContent("blogpost", query, options));
      if (comments) {
        for (const key of Object.values(commentKeys))
          yield* walk(since, (options) => readComments(key, { sort: "-modified-date" }, options));
      }
      // New files leave their page's version as it is. That this list can be sorted is not certain; the sweep reads all.
      await optional("attachments", () => readFiles({ sort: "-created-date" }, undefined, firstLook));
    },

    async fetch(ids: readonly string[]): Promise<Item[]> {
      const items: Item[] = [];
      for (const { rows } of await byIds(ids, { status: "current", "body-format": "storage" }))
        items.push(...accept(rows, (id) => synced.has(id)).items);
      for (const id of ids.filter((one) => tree.get(one)?.type === "comment")) items.push(...(await fetchComment(id)));
      return items;
    },

    async look(ids: readonly string[]): Promise<Looked<Item>> {
      const looked: Looked<Item> = { present: [], gone: [], unclear: [] };
      const answered = new Set<string>();
      for (const { rows } of await byIds(ids, { status: "current,archived,trashed,deleted" })) {
        for (const item of rows) {
          answered.add(item.id);
          if (item.content.status === "current" && synced.has(item.spaceId)) looked.present.push(item);
          else looked.gone.push(item.id);
        }
      }
      for (const id of ids.filter((one) => !answered.has(one))) {
        const node = tree.get(id);
        // A comment goes with its page, and nothing but its list says whether it is there.
        if (node?.type === "comment") looked.gone.push(id);
        else looked.unclear.push(id);
      }
      return looked;
    },

    /** Whole bodies for what includes them; nothing of it is learned. */
    async bodies(ids: readonly string[]): Promise<Map<string, string>> {
      const lists = await byIds(ids, { status: "current", "body-format": "storage" });
      return new Map(
        lists.flatMap(({ rows }) => rows.map(({ id, content }) => [id, content.body?.storage?.value ?? ""])),
      );
    },

    swept() {
      if (allFilesSeen) dropAttachments(tree, seenFiles);
    },
  };

  /** By two lists at most: what the first does not have may be of the other kind. */
  async function byIds(ids: readonly string[], query: Record<string, QueryValue>): Promise<List<Item>[]> {
    const lists: List<Item>[] = [];
    const content = ids.filter((id) => tree.get(id)?.type !== "comment");
    for (let at = 0; at < content.length; at += most) {
      let left = content.slice(at, at + most);
      const posts = left.filter((id) => tree.get(id)?.type === "blogpost");
      const pagesFirst = posts.length < left.length;
      for (const kind of pagesFirst ? (["page", "blogpost"] as const) : (["blogpost", "page"] as const)) {
        if (left.length === 0) break;
        // Blog posts know no status archived.
        const status = kind === "blogpost" ? String(query.status).replace("archived,", "") : query.status;
        const list = await readAll(kind, { ...query, status, id: left });
        lists.push(list);
        const found = new Set(list.rows.map(({ id }) => id));
        left = left.filter((id) => !found.has(id));
      }
    }
    return lists;
  }

  /** A list of named ids is one page, but for when its limit had to be made smaller. */
  async function readAll(kind: "page" | "blogpost", query: Record<string, QueryValue>): Promise<List<Item>> {
    const rows: Item[] = [];
    let cursor: string | undefined;
    do {
      const list = await readContent(kind, query, { cursor });
      rows.push(...list.rows);
      cursor = list.next;
    } while (cursor !== undefined);
    return { rows };
  }

  async function fetchComment(id: string): Promise<Item[]> {
    for (const key of ["getFooterCommentById", "getInlineCommentById"] as const) {
      const query = { "body-format": "storage" };
      const found = await optional("comments", () =>
        confluence.call<V2Comment>(key, { path: { "comment-id": id }, query, what: id }).catch(ignoreMissing),
      );
      const item = found && commentItem(tree, found);
      if (item !== undefined) return accept([item], (spaceId) => synced.has(spaceId)).items;
    }
    return [];
  }

  /** From the newest change down to the mark, and a little further. */
  async function* walk(
    since: number,
    read: (options: { cursor?: string | undefined; limit?: number }) => Promise<List<Item>>,
  ): AsyncIterable<Item[]> {
    let cursor: string | undefined;
    let limit = firstLook;
    let last = Number.POSITIVE_INFINITY;
    do {
      const { rows, next } = await read({ cursor, limit });
      for (const { modifiedAt } of rows) {
        if (modifiedAt > last) throw new Unsorted("changes did not come newest first");
        last = modifiedAt;
      }
      const changed = rows.filter(({ modifiedAt }) => modifiedAt >= since - marginMs);
      yield accept(changed, (id) => synced.has(id)).items;
      if (changed.length < rows.length) return;
      // An import gives thousands of pages one and the same time: a whole page of what is known is enough of them.
      if (limit === most && rows.length === most && (rows[0]?.modifiedAt ?? 0) <= since) return;
      cursor = next;
      limit = most;
    } while (cursor !== undefined);
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
}

export type Lists = ReturnType<typeof createLists>;
