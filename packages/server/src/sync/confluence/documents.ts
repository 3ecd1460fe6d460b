import { setImmediate } from "node:timers/promises";
import type { DocumentPatch, ReadRestriction, RestrictionChain, SearchDocument } from "../../search/index.ts";
import type { Failure, Space } from "../source.ts";
import type { FactsReader } from "./facts.ts";
import { fillIncludes, type Include, includedPart, includesOf } from "./includes.ts";
import type { Item } from "./item.ts";
import type { Lists } from "./lists.ts";
import type { Names } from "./names.ts";
import type { Optional } from "./optional.ts";
import { peopleOf, toDocument } from "./to-document.ts";
import { hashOf, type Node, type Tree } from "./tree.ts";

export type DocumentsOptions = {
  sourceId: string;
  tree: Tree;
  lists: Lists;
  facts: FactsReader;
  names: Names;
  spaces: readonly Space[];
  optional: Optional;
};

/** How long converting may hold up everything else. */
const breathMs = 8;
const patchesAtOnce = 200;

/** Makes documents of items, and keeps them right when something around them changes. */
export function createDocuments({ sourceId, tree, lists, facts, names, spaces, optional }: DocumentsOptions) {
  const spaceIdOf = new Map(spaces.map(({ id, key }) => [key.toLowerCase(), id]));
  /** Hashes of the facts that documents were made with, until the index has them. */
  const made = new Map<string, string>();
  /** Pages by what an include names them by. Made when it is needed. */
  let titles: Map<string, string> | undefined;

  const titleKey = (spaceId: string, title: string) => `${spaceId}/${title.toLowerCase()}`;
  const byTitle = (): Map<string, string> => {
    titles ??= new Map([...tree.nodes].map(([id, { spaceId, title }]) => [titleKey(spaceId, title), id]));
    return titles;
  };

  /** Only what lies in the same space: search results are limited by space, and an include must not carry text across. */
  const targetKey = (node: Node, { title, spaceKey }: Include): string | undefined => {
    const spaceId = spaceKey === undefined ? node.spaceId : spaceIdOf.get(spaceKey.toLowerCase());
    return spaceId === node.spaceId ? titleKey(spaceId, title) : undefined;
  };

  const bodyOf = ({ content }: Item) => content.body?.storage?.value ?? "";

  return {
    async make(
      items: readonly Item[],
      loading: boolean,
    ): Promise<{ documents: SearchDocument[]; failures: Failure[] }> {
      const documents: SearchDocument[] = [];
      const failures: Failure[] = [];
      if (!loading) {
        titles = undefined;
        const ids = items.filter(({ kind }) => kind !== "comment").map(({ id }) => id);
        await optional("restrictions and labels", () => facts.learnOf(ids));
        await optional("restrictions and labels", () => facts.learnAbove());
      }
      const included = await bodiesFor(items, loading);
      await optional("names of people", () =>
        names.learn(items.flatMap((item) => [...peopleOf(item, tree.get(item.id) as Node, bodyOf(item))])),
      );
      let breath = performance.now();
      for (const item of items) {
        try {
          documents.push(make(item, included));
        } catch (error) {
          failures.push({
            id: item.id,
            title: item.title,
            reason: `its body could not be read: ${(error as Error).message}`,
          });
        }
        if (performance.now() - breath > breathMs) {
          await setImmediate();
          breath = performance.now();
        }
      }
      return { documents, failures };
    },

    /** Only now: what the memory says of the index must never run ahead of it, whenever it is saved. */
    stored(ids: readonly string[]): void {
      for (const id of ids) {
        const facts = made.get(id);
        if (facts !== undefined) tree.change(id, { facts });
        made.delete(id);
      }
    },

    dependents(changed: ReadonlySet<string>): string[] {
      titles = undefined;
      return [...tree.nodes].flatMap(([id, node]) => {
        if (node.includes === undefined || node.facts === undefined) return [];
        // A page that was deleted, moved or renamed is no longer found by what an include called it, and its text has to go.
        const taken = node.included?.some((one) => changed.has(one)) ?? false;
        const named = node.includes.some((key) => changed.has(byTitle().get(key) ?? "") && !changed.has(id));
        const due = node.includesLeft || taken || named;
        return due ? [id] : [];
      });
    },

    /** What the index has otherwise than it is now. */
    async *patches(): AsyncIterable<DocumentPatch[]> {
      await optional("restrictions and labels", () => facts.learnAbove());
      const unknown = [...tree.nodes]
        .filter(([, node]) => node.facts !== undefined && lacksFacts(node))
        .map(([id]) => id);
      await optional("restrictions and labels", () => facts.learnOf(unknown));
      let patches: DocumentPatch[] = [];
      let breath = performance.now();
      for (const [id, node] of tree.nodes) {
        if (performance.now() - breath > breathMs) {
          await setImmediate();
          breath = performance.now();
        }
        if (node.facts === undefined) continue;
        const now = tree.factsOf(node);
        const hash = hashOf(now);
        if (hash === node.facts) continue;
        tree.change(id, { facts: hash });
        patches.push({ id, ...now });
        if (patches.length < patchesAtOnce) continue;
        yield patches;
        patches = [];
      }
      if (patches.length > 0) yield patches;
    },

    hide(ids: readonly string[], now: number): DocumentPatch[] {
      return ids.map((id) => {
        tree.change(id, { hiddenAt: tree.get(id)?.hiddenAt ?? now });
        const node = tree.get(id);
        if (node !== undefined) tree.change(id, { facts: hashOf(tree.factsOf(node)) });
        return { id, readRestrictions: "unknown" };
      });
    },
  };

  function make(item: Item, included: ReadonlyMap<string, string>): SearchDocument {
    let storage = bodyOf(item);
    const node = tree.get(item.id) as Node;
    const includes = includesOf(storage);
    if (includes.length > 0) {
      storage = fillIncludes(storage, (include) => {
        const target = byTitle().get(targetKey(node, include) ?? "");
        const body = target === undefined ? undefined : included.get(target);
        return body === undefined ? undefined : includedPart(body, include);
      });
    }
    const now = tree.factsOf(node);
    const document = toDocument(sourceId, item, node, now, storage, names);
    made.set(item.id, hashOf(now));
    return document;
  }

  /** The bodies that these items include, as far as everybody who may read an item may read them, too. */
  async function bodiesFor(items: readonly Item[], loading: boolean): Promise<Map<string, string>> {
    const wanted = new Set<string>();
    for (const item of items) {
      const node = tree.get(item.id) as Node;
      const includes = includesOf(bodyOf(item)).flatMap((include) => targetKey(node, include) ?? []);
      if (includes.length === 0) {
        if (node.includes !== undefined) tree.change(item.id, { includes: [], includesLeft: false, included: [] });
        continue;
      }
      tree.change(item.id, { includes, includesLeft: loading });
      if (loading) continue;
      const taken = new Set<string>();
      for (const key of includes) {
        const target = byTitle().get(key);
        const targetNode = target === undefined ? undefined : tree.get(target);
        if (target === undefined || targetNode === undefined || target === item.id) continue;
        if (within(tree.restrictionsOf(targetNode), tree.restrictionsOf(node))) taken.add(target);
      }
      tree.change(item.id, { included: [...taken] });
      for (const target of taken) wanted.add(target);
    }
    return wanted.size === 0 ? new Map() : lists.bodies([...wanted]);
  }
}

const lacksFacts = ({ type, labels, restriction }: Node) =>
  type !== "comment" && (labels === undefined || restriction === undefined);

/** Whether whoever passes the second chain passes the first. */
function within(inner: RestrictionChain, outer: RestrictionChain): boolean {
  if (inner === "unknown" || outer === "unknown") return false;
  const passed = new Set(outer.map(asText));
  return inner.every((restriction) => passed.has(asText(restriction)));
}

const asText = ({ userIds, groupIds }: ReadRestriction) => JSON.stringify([[...userIds].sort(), [...groupIds].sort()]);
