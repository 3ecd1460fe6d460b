import { TributaryError } from "../../base/errors.ts";
import type { Confluence } from "../../confluence/client.ts";
import type { V1Content, V2Content } from "./answers.ts";
import { unknownParent } from "./item.ts";
import type { ReadList } from "./read-list.ts";
import { askRestriction, shownRestriction } from "./restriction.ts";
import type { Node, Tree } from "./tree.ts";

/** Searches with expansions but no bodies give 200 items a request at most. */
export const factsLimit = 200;

const expand = "metadata.labels,restrictions.read.restrictions.user,restrictions.read.restrictions.group";
const mostAskedSingly = 50;
const mostSpaces = 100;

/**
 * Labels and restrictions: no listing of REST v2 has them, and asking page by page would cost two requests each. A
 * search of REST v1 gives both, with what stands above an item when asked for it, for 200 items at a time.
 */
export function createFacts(confluence: Confluence, readList: ReadList, tree: Tree) {
  /** Of these ids the facts were read in this run. */
  const fresh = new Set<string>();

  const learn = (row: V1Content): void => {
    const labels = row.metadata?.labels;
    const cut = labels?.results === undefined || labels.results.length >= (labels.limit ?? factsLimit);
    const before = tree.get(row.id);
    const restriction = shownRestriction(row.restrictions?.read);
    if (!cut && restriction !== undefined) fresh.add(row.id);
    const names = labels?.results?.map(({ prefix, name }) => (prefix === "global" ? name : `${prefix}:${name}`));
    const change: Partial<Node> = {
      ...(names !== undefined && { labels: names }),
      ...(restriction !== undefined && { restriction }),
    };
    if (before === undefined) {
      const type = row.type === "page" || row.type === "blogpost" ? row.type : "container";
      tree.put(row.id, { type, title: row.title, spaceId: "", parentId: unknownParent, path: "", ...change });
    } else if (differs(before, change)) tree.change(row.id, change);
  };

  return {
    /** How many pages and blog posts the search index has in these spaces. */
    async count(keys: readonly string[]): Promise<number> {
      if (keys.length === 0) return 0;
      const { totalSize = 0 } = await confluence.call<{ totalSize?: number }>("v1.searchByCQL", {
        query: { cql: inSpaces(keys.slice(0, mostSpaces)), limit: 1, excerpt: "none" },
        what: "how many pages there are",
      });
      return Math.round(totalSize * Math.max(1, keys.length / mostSpaces));
    },

    /** One batch of the facts of whole spaces. */
    async readBatch(keys: readonly string[], cursor: string | undefined): Promise<string | undefined> {
      const query = { cql: `${inSpaces(keys)} order by created`, expand };
      const list = await readList<V1Content>("v1.searchContentByCQL", query, {
        cursor,
        limit: factsLimit,
        what: "labels and restrictions",
      });
      for (const row of list.rows) learn(row);
      return list.next;
    },

    /**
     * The facts of single items, if they were not read in this run. The search index runs behind the site: what it
     * does not have yet is asked for page by page, as far as that is few.
     */
    async learnOf(ids: readonly string[]): Promise<void> {
      const wanted = ids.filter((id) => !fresh.has(id));
      if (wanted.length > 2) {
        for (let at = 0; at < wanted.length; at += factsLimit) {
          const some = wanted.slice(at, at + factsLimit);
          const query = { cql: `id in (${some.join(", ")})`, expand };
          const what = "labels and restrictions";
          const { rows } = await readList<V1Content>("v1.searchContentByCQL", query, { limit: factsLimit, what });
          for (const row of rows) learn(row);
        }
      }
      for (const id of wanted.filter((one) => !fresh.has(one)).slice(0, mostAskedSingly)) await ask(id);
    },

    /** Learns what stands above known items and is not a page of the listings: folders, whiteboards, archived pages … */
    async learnAbove(): Promise<void> {
      const asked = new Set<string>();
      for (;;) {
        const missing = tree.missingParents().filter((id) => id !== unknownParent && !asked.has(id));
        if (missing.length === 0) return;
        for (let at = 0; at < missing.length; at += factsLimit) {
          const some = missing.slice(at, at + factsLimit);
          const query = { cql: `id in (${some.join(", ")})`, expand: `${expand},ancestors` };
          const what = "what stands above pages";
          const { rows } = await readList<V1Content>("v1.searchContentByCQL", query, { limit: factsLimit, what });
          for (const row of rows) learnContainer(row);
          for (const id of some) asked.add(id);
        }
        for (const id of missing.filter((one) => tree.get(one) === undefined).slice(0, mostAskedSingly))
          await askAbove(id);
      }
    },
  };

  function learnContainer(row: V1Content): void {
    // The nearest ancestor stands last.
    const parentId = row.ancestors === undefined ? unknownParent : (row.ancestors.at(-1)?.id ?? null);
    tree.put(row.id, { type: "container", title: row.title, spaceId: "", parentId, path: "" });
    learn(row);
  }

  async function ask(id: string): Promise<void> {
    const node = tree.get(id);
    if (node === undefined || node.type === "comment") return;
    const key = node.type === "blogpost" ? "getBlogPostLabels" : "getPageLabels";
    const labels = await confluence.call<{ results: { prefix: string; name: string }[] }>(key, {
      path: { id },
      query: { limit: 250 },
      what: `the labels of ${id}`,
    });
    const names = labels.results.map(({ prefix, name }) => (prefix === "global" ? name : `${prefix}:${name}`));
    tree.change(id, { labels: names, restriction: await askRestriction(confluence, id) });
    fresh.add(id);
  }

  /** An archived page still stands above its children. What may not be seen leaves the way above broken. */
  async function askAbove(id: string): Promise<void> {
    try {
      const { parentId = null, title } = await confluence.call<V2Content>("getPageById", { path: { id }, what: id });
      const restriction = await askRestriction(confluence, id);
      tree.put(id, { type: "container", title, spaceId: "", parentId, path: "", restriction });
    } catch (error) {
      if (!(error instanceof TributaryError) || !["not_found", "forbidden", "scope_missing"].includes(error.code))
        throw error;
    }
  }
}

export type FactsReader = ReturnType<typeof createFacts>;

const inSpaces = (keys: readonly string[]) => `space in (${keys.map(quoted).join(", ")}) and type in (page, blogpost)`;
const quoted = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`;

function differs(before: Node, change: Partial<Node>): boolean {
  return Object.entries(change).some(
    ([name, value]) => JSON.stringify(before[name as keyof Node]) !== JSON.stringify(value),
  );
}
