import { createHash } from "node:crypto";
import type { AttachmentFacts, DocumentPatch, ReadRestriction, RestrictionChain } from "../../search/index.ts";
import type { Space } from "../source.ts";

/** What is remembered of one item, or of what stands above one. */
export type Node = {
  type: "page" | "blogpost" | "comment" | "container";
  spaceId: string;
  parentId: string | null;
  title: string;
  /** Of the page in the browser, without the site's address and `/wiki`. */
  path: string;
  /** Account ids of everybody who was seen as a version's author. */
  editors: string[];
  /** Absent until they were asked for. */
  labels?: string[];
  /** Who may read; null = whoever may read what is above. Absent until it was asked for, and when it could not be read. */
  restriction?: ReadRestriction | null;
  attachments?: Record<string, AttachmentFacts>;
  /** What it includes, as `spaceId/title`. */
  includes?: string[];
  /** Ids of the pages whose text it took in. */
  included?: string[];
  /** Its includes have not been filled in yet. */
  includesLeft?: boolean;
  /** What the index has of it: a hash of its facts. Absent while it has no document there. */
  facts?: string;
  /** Since when it is hidden because nobody knows what became of it. */
  hiddenAt?: number;
};

/** Facts of a document that can change without a new version of its page. */
export type Facts = Required<
  Pick<DocumentPatch, "title" | "url" | "labels" | "ancestors" | "attachments" | "readRestrictions">
> &
  Pick<DocumentPatch, "spaceId" | "spaceKey" | "spaceName">;

const deepest = 200;

/** All items of a site as a tree: what labels, ancestors and restrictions are judged from. */
export class Tree {
  readonly nodes = new Map<string, Node>();
  readonly #dirty = new Set<string>();
  readonly #siteUrl: string;
  #spaces = new Map<string, Space>();

  constructor(siteUrl: string, spaces: readonly Space[]) {
    this.#siteUrl = siteUrl;
    this.#spaces = new Map(spaces.map((space) => [space.id, space]));
  }

  get(id: string): Node | undefined {
    return this.nodes.get(id);
  }

  /** Takes in what an earlier run learned. What was learned in this one counts for more. */
  recall(id: string, node: Node): void {
    if (!this.nodes.has(id)) this.nodes.set(id, node);
  }

  /** Changes what is named and keeps the rest; remembers that it has to be stored. */
  put(id: string, change: Partial<Node> & Pick<Node, "type" | "spaceId" | "parentId" | "title" | "path">): Node {
    const node: Node = { editors: [], ...this.nodes.get(id), ...change };
    this.nodes.set(id, node);
    this.#dirty.add(id);
    return node;
  }

  change(id: string, change: Partial<Node>): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    this.nodes.set(id, { ...node, ...change });
    this.#dirty.add(id);
  }

  delete(id: string): void {
    this.nodes.delete(id);
    this.#dirty.delete(id);
  }

  takeDirty(): [string, Node][] {
    const dirty = [...this.#dirty].flatMap((id): [string, Node][] => {
      const node = this.nodes.get(id);
      return node === undefined ? [] : [[id, node]];
    });
    this.#dirty.clear();
    return dirty;
  }

  /** From the parent up to the root; undefined when the way is broken. */
  #above(node: Node): [string, Node][] | undefined {
    const above: [string, Node][] = [];
    for (let id = node.parentId; id !== null; ) {
      const parent = this.nodes.get(id);
      if (parent === undefined || above.length > deepest) return undefined;
      above.push([id, parent]);
      id = parent.parentId;
    }
    return above;
  }

  /** Ids that stand above something and are not known. */
  missingParents(): string[] {
    const missing = new Set<string>();
    for (const { parentId } of this.nodes.values()) {
      if (parentId !== null && !this.nodes.has(parentId)) missing.add(parentId);
    }
    return [...missing];
  }

  /**
   * Every restriction on the way. It fails closed: where anything on the way is not known, nobody is told of the document.
   * A restriction without people and groups means that what stands above decides.
   */
  restrictionsOf(node: Node): RestrictionChain {
    const above = this.#above(node);
    if (above === undefined || node.hiddenAt !== undefined) return "unknown";
    const chain: ReadRestriction[] = [];
    // A comment has no restrictions of its own.
    const own = node.type === "comment" ? [] : [node];
    for (const { restriction } of [...above.map(([, parent]) => parent).reverse(), ...own]) {
      if (restriction === undefined) return "unknown";
      if (restriction !== null) chain.push(restriction);
    }
    return chain;
  }

  factsOf(node: Node): Facts {
    const above = this.#above(node) ?? [];
    // A comment goes where its page goes.
    const spaceId = (node.type === "comment" && above[0]?.[1].spaceId) || node.spaceId;
    const space = this.#spaces.get(spaceId);
    return {
      title: node.title,
      url: `${this.#siteUrl}/wiki${node.path}`,
      spaceId,
      ...(space !== undefined && { spaceKey: space.key, spaceName: space.name }),
      labels: node.labels ?? [],
      ancestors: above.map(([id, { title }]) => ({ id, title })).reverse(),
      // In an order of their own: lists bring them as they like.
      attachments: Object.entries(node.attachments ?? {})
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, facts]) => facts),
      readRestrictions: this.restrictionsOf(node),
    };
  }
}

export const hashOf = (facts: Facts): string => createHash("sha1").update(JSON.stringify(facts)).digest("base64url");
