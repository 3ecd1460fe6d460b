import type { Clock } from "../../base/clock.ts";
import type { Confluence } from "../../confluence/client.ts";
import type { SourceRow } from "../../store/sources.ts";
import type { Store } from "../../store/store.ts";
import type { OpenSource, Part } from "../source.ts";
import { readAccount } from "./account.ts";
import { createDocuments } from "./documents.ts";
import { createFacts } from "./facts.ts";
import type { Item } from "./item.ts";
import { createLists } from "./lists.ts";
import { createNames } from "./names.ts";
import { createOptional } from "./optional.ts";
import { partsOf, type SitePart } from "./parts.ts";
import { createListReader } from "./read-list.ts";
import { listSpaces } from "./spaces.ts";
import { formatVersion } from "./to-document.ts";
import { type Node, Tree } from "./tree.ts";

export type ConfluenceSourceOptions = {
  source: SourceRow;
  site: { id: string; url: string };
  /** Sends as background work and can be cancelled. */
  confluence: Confluence;
  cost: () => { requests: number; points: number };
  store: Store;
  clock: Clock;
  /** Only these items are asked for: what is known of all others need not be read. */
  items?: readonly string[] | undefined;
};

/** Opens the site of a connection as a source: lists its spaces, and remembers what earlier runs learned. */
export async function openConfluenceSource(options: ConfluenceSourceOptions): Promise<OpenSource<Item>> {
  const { source, site, confluence, store, clock } = options;
  const { comments } = source.settings;
  const { items } = options;
  const spaces = (items && source.state.spaces) ?? (await listSpaces(confluence, source.settings));
  const tree = new Tree(site.url, spaces);
  const recallAbove = async (ids: readonly string[]) => {
    for (const [id, node] of await store.syncMemory.nodesAbove(source.id, ids)) tree.recall(id, node as Node);
  };
  if (items === undefined) {
    for await (const [id, node] of store.syncMemory.nodes(source.id)) tree.recall(id, node as Node);
  } else await recallAbove(items);
  const readList = createListReader(confluence);
  const names = await createNames(confluence, store.people, site.id, clock);
  const { optional, refused } = createOptional();
  const facts = createFacts(confluence, readList, tree);
  const lists = createLists({ confluence, readList, tree, facts, spaces, siteUrl: site.url, comments, optional });
  const documents = createDocuments({ sourceId: source.id, tree, lists, facts, names, spaces, optional });
  return {
    formatVersion,
    local: false,
    spaces,
    estimate: () => optional("restrictions and labels", () => facts.count(spaces.map(({ key }) => key))),
    newest: lists.newest,
    parts: (spaceIds) => partsOf(spaceIds, comments),
    read: (part: Part, cursor, bodies) => lists.read(part as SitePart, cursor, bodies),
    changes: lists.changes,
    async fetch(ids) {
      const fetched = await lists.fetch(ids);
      if (items !== undefined) await recallAbove(tree.missingParents());
      return fetched;
    },
    look: lists.look,
    dependents: documents.dependents,
    documents: documents.make,
    swept: lists.swept,
    patches: documents.patches,
    hide: (ids) => documents.hide(ids, clock.now()),
    account: () => optional("groups of the account", () => readAccount(confluence)),
    hiddenSince: (id) => tree.get(id)?.hiddenAt,
    restrictionsKnown: () => !refused.has("restrictions and labels"),
    stored: documents.stored,
    indexed: () => new Set([...tree.nodes].flatMap(([id, node]) => (node.facts === undefined ? [] : [id]))),
    forgetIndex() {
      for (const [id, { facts: hash, ...node }] of tree.nodes) {
        if (hash === undefined) continue;
        tree.delete(id);
        tree.put(id, node);
      }
    },
    learned: () => tree.takeDirty(),
    forget(ids) {
      for (const id of ids) tree.delete(id);
    },
    warnings: () =>
      [...refused].map(
        ([what, error]) => `Without ${what}: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`,
      ),
    cost: options.cost,
  };
}
