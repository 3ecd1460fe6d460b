import type { Account, Content, Group, Label, PastVersion, Property, Space, StoredFile, Watch } from "./records.ts";
import { createSequence, type Sequence } from "./sequence.ts";
import { createTable, type Table, type TableCapture } from "./table.ts";

/** One emulated Confluence site: its tables and the orders in which operations list them. */
export type Site = {
  readonly cloudId: string;
  /** The name in the host: `lantern` for lantern.atlassian.net. */
  readonly name: string;
  /** Where the site lives below the emulator's own address: empty for the first site, `/sites/<name>` for others. */
  readonly prefix: string;
  readonly accounts: Table<Account>;
  readonly groups: Table<Group>;
  readonly spaces: Table<Space>;
  readonly content: Table<Content>;
  readonly pastVersions: Table<PastVersion>;
  readonly labels: Table<Label>;
  readonly properties: Table<Property>;
  readonly files: Table<StoredFile>;
  readonly watches: Table<Watch>;
  readonly ids: Sequence;
  readonly lists: SiteLists;
  /** Content that was removed for good; the real API answers a second removal in its own way. */
  readonly purged: Table<{ readonly id: number }>;
  /** A table of a family's own (tasks, templates, audit records…). The same name gives the same table, and snapshots hold it. */
  table<T extends { readonly id: string | number }>(name: string): Table<T>;
};

export type SiteLists = ReturnType<typeof createLists>;

const treeTypes = new Set(["page", "whiteboard", "database", "embed", "folder"]);

function createLists(
  content: Table<Content>,
  spaces: Table<Space>,
  past: Table<PastVersion>,
  properties: Table<Property>,
  labels: Table<Label>,
) {
  const byType = (value: (row: Content) => number | string) => content.ordered({ group: (row) => row.type, value });
  const bySpace = (value: (row: Content) => number | string) =>
    content.ordered({ group: (row) => `${row.type}:${row.spaceId}`, value });
  const treeParent = (row: Content) => (treeTypes.has(row.type) && row.parentId !== null ? row.parentId : undefined);
  const container = (row: Content) => (row.containerId === null ? undefined : `${row.type}:${row.containerId}`);
  return {
    /** Group: the type. */
    contentOfType: {
      id: byType((row) => row.id),
      created: byType((row) => row.createdAt),
      modified: byType((row) => row.version.createdAt),
      title: byType((row) => row.title.toLowerCase()),
    },
    /** Group: `type:spaceId`. */
    contentInSpace: {
      id: bySpace((row) => row.id),
      created: bySpace((row) => row.createdAt),
      modified: bySpace((row) => row.version.createdAt),
      title: bySpace((row) => row.title.toLowerCase()),
    },
    /** Group: the parent's id; all types of the page tree together, in the order of the page tree. */
    children: content.ordered({ group: treeParent, value: (row) => row.position ?? 0 }),
    /** Group: the comment replied to. */
    replies: content.ordered({
      group: (row) => (row.type === "comment" && row.parentId !== null ? row.parentId : undefined),
      value: (row) => row.createdAt,
    }),
    /** Group: `type:containerId`, for comments, attachments and custom content. */
    inContainer: content.ordered({ group: container, value: (row) => row.createdAt }),
    /** Group: `type:lower-case title`. */
    titled: content.ordered({ group: (row) => `${row.type}:${row.title.toLowerCase()}`, value: (row) => row.id }),
    /** Group: the space key in lower case. */
    spaceByKey: spaces.ordered({ group: (row) => row.key.toLowerCase(), value: (row) => row.id }),
    /** Group: "all". */
    spaces: {
      id: spaces.ordered({ group: () => "all", value: (row) => row.id }),
      key: spaces.ordered({ group: () => "all", value: (row) => row.key }),
      name: spaces.ordered({ group: () => "all", value: (row) => row.name.toLowerCase() }),
    },
    /** Group: the content id; oldest first, without the newest. */
    pastVersions: past.ordered({ group: (row) => row.contentId, value: (row) => row.version.number }),
    /** Group: `owner:ownerId`. */
    properties: properties.ordered({ group: (row) => `${row.owner}:${row.ownerId}`, value: (row) => row.key }),
    /** Group: `prefix:name`. */
    labelNamed: labels.ordered({ group: (row) => `${row.prefix}:${row.name}`, value: (row) => row.id }),
  };
}

export function createSite(identity: { cloudId: string; name: string; prefix: string }): Site {
  const extra = new Map<string, Table<{ readonly id: string | number }>>();
  const table = <T extends { readonly id: string | number }>(name: string): Table<T> => {
    const known = extra.get(name) ?? createTable<{ readonly id: string | number }>(name);
    extra.set(name, known);
    // The name stands for the row type; one family owns one name.
    return known as unknown as Table<T>;
  };
  const content = table<Content>("content");
  const spaces = table<Space>("spaces");
  const pastVersions = table<PastVersion>("pastVersions");
  const properties = table<Property>("properties");
  const labels = table<Label>("labels");
  const site: Site = {
    ...identity,
    accounts: table<Account>("accounts"),
    groups: table<Group>("groups"),
    spaces,
    content,
    pastVersions,
    labels,
    properties,
    files: table<StoredFile>("files"),
    watches: table<Watch>("watches"),
    ids: createSequence(65_536),
    lists: createLists(content, spaces, pastVersions, properties, labels),
    purged: table<{ readonly id: number }>("purged"),
    table,
  };
  siteTables.set(site, extra);
  return site;
}

const siteTables = new WeakMap<Site, Map<string, Table<{ readonly id: string | number }>>>();

export type SiteCapture = { tables: ReadonlyMap<string, TableCapture>; lastId: number };

export function captureSite(site: Site): SiteCapture {
  const tables = new Map<string, TableCapture>();
  for (const [name, table] of siteTables.get(site) ?? []) tables.set(name, table.capture());
  return { tables, lastId: site.ids.capture() };
}

export function restoreSite(site: Site, capture: SiteCapture): void {
  for (const [name, table] of siteTables.get(site) ?? []) table.restore(capture.tables.get(name) ?? new Map());
  site.ids.restore(capture.lastId);
}
