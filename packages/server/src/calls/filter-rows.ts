import type { Confluence } from "../confluence/client.ts";
import type { RowSpace, SpaceRef } from "../confluence/reach.ts";
import { containerOf } from "./space-directory.ts";

type Row = Record<string, unknown> & {
  id?: string | number;
  spaceId?: string | number;
  pageId?: string;
};

type Looking = {
  /** Past the guard: for asking where a row is. */
  confluence: Confluence;
  /** Whether a space, by id or `key:…`, may be reached. */
  reaches(space: string): Promise<boolean>;
  isInside(ref: SpaceRef): Promise<boolean>;
  saw(contentId: string, spaceId: string): void;
  /** Content in spaces that may be reached, with its labels. */
  search(cql: string): Promise<Labelled>;
};

type Labelled = { results: { metadata?: { labels?: { results?: Row[] } } }[] };

/** An answer without its rows of other spaces, and without counts that would tell of them. */
export async function filterRows(answer: unknown, rows: RowSpace, looking: Looking): Promise<unknown> {
  const { results } = (answer ?? {}) as { results?: unknown };
  if (rows === "contentIds") return { ...(answer as object), results: await knownIds(results, looking) };
  // A label lists what carries it without saying where that is.
  if (rows === "label") return { ...(answer as object), associatedContents: { results: [], size: 0 } };
  if (!Array.isArray(results)) return answer;
  if (rows === "labels") return { ...(answer as object), results: await labelsInUse(results, looking) };
  const spaces = rows === "container" ? await containers(results, looking) : undefined;
  const kept: unknown[] = [];
  for (const row of results as Row[]) {
    if (await mayShow(row, rows, looking, spaces)) kept.push(row);
  }
  if (kept.length === results.length) return answer;
  const { totalSize, archivedResultCount, ...rest } = answer as Record<string, unknown>;
  return { ...rest, results: kept, ...("size" in rest && { size: kept.length }) };
}

async function mayShow(
  row: Row,
  rows: Exclude<RowSpace, "contentIds" | "label" | "labels">,
  looking: Looking,
  spaces: Map<Row, string | undefined> | undefined,
): Promise<boolean> {
  const space = spaces === undefined ? spaceOf(row, rows) : spaces.get(row);
  if (space === "none") return true;
  if (space === undefined) return false;
  if (rows === "spaceId" && row.id !== undefined) looking.saw(String(row.id), space);
  return looking.reaches(space);
}

/** The space a row is in, as it says; "none" for what is in no space. */
function spaceOf(row: Row, rows: Exclude<RowSpace, "contentIds" | "label" | "labels">): string | undefined {
  switch (rows) {
    case "spaceId":
      return row.spaceId === undefined ? undefined : String(row.spaceId);
    case "space":
      return row.id === undefined ? undefined : String(row.id);
    case "template": {
      const { space } = row as { space?: { key?: string } };
      return space?.key === undefined ? "none" : `key:${space.key}`;
    }
    default:
      return searchedSpace(row);
  }
}

/** A search result names its space by key, or only in one of its addresses. */
function searchedSpace(row: Row): string | undefined {
  const found = row as {
    entityType?: string;
    content?: { space?: { key?: string }; _links?: { webui?: string } };
    space?: { key?: string };
    url?: string;
    _links?: { webui?: string };
    resultGlobalContainer?: { displayUrl?: string };
  };
  if (found.entityType === "user") return "none";
  const key =
    found.content?.space?.key ??
    found.space?.key ??
    [found.content?._links?.webui, found._links?.webui, found.url, found.resultGlobalContainer?.displayUrl]
      .map((address) => /\/spaces\/([^/?#]+)/.exec(address ?? "")?.[1])
      .find((name) => name !== undefined);
  return key === undefined ? undefined : `key:${decodeURIComponent(key)}`;
}

/** Where the pages are that rows hang on: pages in one request, all else one by one. */
async function containers(rows: Row[], { confluence }: Looking): Promise<Map<Row, string | undefined>> {
  const pageIds = [...new Set(rows.flatMap((row) => row.pageId ?? []))];
  const spaces = new Map<string, string>();
  for (let at = 0; at < pageIds.length; at += 250) {
    const { results } = await confluence.call<{ results: { id: string; spaceId: string }[] }>("getPages", {
      query: { id: pageIds.slice(at, at + 250), limit: 250, status: ["current", "archived", "trashed"] },
    });
    for (const { id, spaceId } of results) spaces.set(id, spaceId);
  }
  const found = new Map<Row, string | undefined>();
  for (const row of rows) {
    found.set(row, row.pageId ? spaces.get(row.pageId) : await containerOf(confluence, row as object));
  }
  return found;
}

/** How many labels one search names: it is sent as an address, which may not be of any length. */
const mostNamed = 50;

/**
 * Labels of content that a search within reach finds, and those of whole spaces. Each search names what was not met yet;
 * when it meets none of that, nothing within reach has it.
 */
async function labelsInUse(labels: Row[], { search }: Looking): Promise<Row[]> {
  const ofSpaces = labels.filter(({ prefix }) => prefix === "team");
  const met = new Set(ofSpaces.map(({ id }) => String(id)));
  for (let missing = labels.filter((label) => !ofSpaces.includes(label)); missing.length > 0; ) {
    const named = missing.slice(0, mostNamed);
    const names = named.map(({ name }) => `"${String(name).replace(/[\\"]/g, "\\$&")}"`);
    const { results } = await search(`label in (${names.join(", ")})`);
    for (const { metadata } of results) for (const { id } of metadata?.labels?.results ?? []) met.add(String(id));
    const unmet = named.filter(({ id }) => !met.has(String(id)));
    const rest = unmet.length === named.length ? missing.slice(mostNamed) : missing;
    missing = rest.filter(({ id }) => !met.has(String(id)));
  }
  return labels.filter(({ id }) => met.has(String(id)));
}

/** Ids of content outside are as unknown as ids of nothing. */
async function knownIds(results: unknown, { isInside }: Looking): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {};
  for (const [id, type] of Object.entries((results ?? {}) as Record<string, string | null>)) {
    shown[id] = type !== null && (await isInside({ kind: "content", id })) ? type : null;
  }
  return shown;
}
