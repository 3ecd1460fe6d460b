import type { AttachmentFacts, DocumentKind, DocumentVersion, Person, RestrictionChain } from "../document.ts";
import type { DocumentSummary } from "../query.ts";
import type { IndexStats, StoredDocument } from "../search-index.ts";
import type { Fragment } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";
import { passageStep } from "./schema.ts";

/** A row of `document` with its source's id. */
export type DocumentRow = {
  no: number;
  sourceId: string;
  id: string;
  kind: DocumentKind;
  space_id: string | null;
  space_key: string | null;
  space_name: string | null;
  title: string;
  url: string;
  author_id: string | null;
  author_name: string | null;
  editors: string;
  created_at: number;
  modified_at: number;
  version: number;
  labels: string;
  ancestors: string;
  attachments: string;
  format_version: number;
  indexed_at: number;
};

const columns = `d.no, s.id as sourceId, d.id, d.kind, d.space_id, d.space_key, d.space_name, d.title, d.url, d.author_id,
  d.author_name, d.editors, d.created_at, d.modified_at, d.version, d.labels, d.ancestors, d.attachments,
  d.format_version, d.indexed_at`;

/** The documents of these numbers, in any order. */
export function documentRows(file: IndexFile, numbers: readonly number[]): Map<number, DocumentRow> {
  const rows = file.all<DocumentRow>(
    `select ${columns} from document d join source s on s.no = d.source where d.no in (select value from json_each(?))`,
    [JSON.stringify(numbers)],
  );
  return new Map(rows.map((row) => [row.no, row]));
}

export function documentNumber(file: IndexFile, sourceId: string, id: string): number | undefined {
  const [row] = file.rows<[number]>(
    "select d.no from document d join source s on s.no = d.source where s.id = ? and d.id = ?",
    [sourceId, id],
  );
  return row?.[0];
}

export function readDocument(file: IndexFile, sourceId: string, id: string): StoredDocument | undefined {
  const no = documentNumber(file, sourceId, id);
  const row = no === undefined ? undefined : documentRows(file, [no]).get(no);
  if (no === undefined || row === undefined) return undefined;
  const [[chain] = ['"unknown"']] = file.rows<[string]>(
    "select a.chain from document d join access a on a.no = d.access where d.no = ?",
    [no],
  );
  return {
    ...factsOf(row),
    id: row.id,
    editors: JSON.parse(row.editors) as Person[],
    version: row.version,
    ancestors: JSON.parse(row.ancestors) as StoredDocument["ancestors"],
    attachments: JSON.parse(row.attachments) as AttachmentFacts[],
    readRestrictions: JSON.parse(chain) as RestrictionChain,
    formatVersion: row.format_version,
    indexedAt: row.indexed_at,
    passages: passagesOfDocument(file, no),
  };
}

function passagesOfDocument(file: IndexFile, no: number): StoredDocument["passages"] {
  const rows = file.rows<[string, string | null, string]>(
    "select heading_path, anchor, text from passage where no >= ? and no < ? order by no",
    [no * passageStep, (no + 1) * passageStep],
  );
  return rows.map(([path, anchor, text]) => ({
    headingPath: JSON.parse(path) as string[],
    ...(anchor !== null && { anchor }),
    text,
  }));
}

/** What hits, summaries and stored documents have in common. */
export function factsOf(row: DocumentRow) {
  return {
    sourceId: row.sourceId,
    kind: row.kind,
    title: row.title,
    ...(row.space_id !== null && { spaceId: row.space_id }),
    ...(row.space_key !== null && { spaceKey: row.space_key }),
    ...(row.space_name !== null && { spaceName: row.space_name }),
    url: row.url,
    ...(row.author_id !== null && { author: { id: row.author_id, name: row.author_name ?? "" } }),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    labels: JSON.parse(row.labels) as string[],
  };
}

const excerptLength = 240;

/** Summaries in the order of the numbers; numbers that are gone are left out. */
export function summaries(file: IndexFile, numbers: readonly number[]): DocumentSummary[] {
  const rows = documentRows(file, numbers);
  return numbers.flatMap((no) => {
    const row = rows.get(no);
    if (row === undefined) return [];
    const [[text] = [""]] = file.rows<[string]>("select text from passage where no = ?", [no * passageStep]);
    const excerpt = text.length > excerptLength ? `${text.slice(0, excerptLength).replace(/\s+\S*$/, "")}…` : text;
    const editors = JSON.parse(row.editors) as Person[];
    return [{ ...factsOf(row), documentId: row.id, version: row.version, editors, excerpt }];
  });
}

/** The numbers of the documents that a condition on `d` holds for. */
export function numbersWhere(
  file: IndexFile,
  condition: Fragment,
  { order, limit, offset = 0 }: { order: string; limit: number; offset?: number },
): number[] {
  return file
    .rows<[number]>(
      `select d.no from document d where ${condition.sql} order by ${order}, d.no desc limit ? offset ?`,
      [...condition.values, limit, offset],
    )
    .map(([no]) => no);
}

export function countWhere(file: IndexFile, condition: Fragment): number {
  return file.rows<[number]>(`select count(*) from document d where ${condition.sql}`, condition.values)[0]?.[0] ?? 0;
}

/** A batch of versions, by number; continue after the last one's `no`. */
export function versionsAfter(
  file: IndexFile,
  sourceId: string,
  spaceId: string | undefined,
  after: number,
): (DocumentVersion & { no: number })[] {
  type Row = {
    no: number;
    id: string;
    version: number;
    modified_at: number;
    space_id: string | null;
    format_version: number;
  };
  const inSpace = spaceId === undefined ? "" : "and d.space_id = ?";
  const rows = file.all<Row>(
    `select d.no, d.id, d.version, d.modified_at, d.space_id, d.format_version from document d
     join source s on s.no = d.source where s.id = ? and d.no > ? ${inSpace} order by d.no limit 1000`,
    [sourceId, after, ...(spaceId === undefined ? [] : [spaceId])],
  );
  return rows.map((row) => ({
    no: row.no,
    id: row.id,
    version: row.version,
    modifiedAt: row.modified_at,
    ...(row.space_id !== null && { spaceId: row.space_id }),
    formatVersion: row.format_version,
  }));
}

export function statsOf(file: IndexFile, bytes: number): IndexStats {
  const [totals = [0, 0] as const] = file.rows<[number, number]>("select documents, passages from totals");
  const [[embedded] = [0]] = file.rows<[number]>("select count(*) from vector");
  const groups = file.rows<[string, string | null, string | null, number]>(
    `select s.id, d.space_id, d.space_key, count(*) from document d join source s on s.no = d.source
     group by d.source, d.space_id, d.space_key order by s.id, d.space_key`,
  );
  const sources = new Map<string, IndexStats["sources"][number]>();
  for (const [sourceId, id, key, documents] of groups) {
    const source = sources.get(sourceId) ?? { sourceId, documents: 0, spaces: [] };
    sources.set(sourceId, source);
    source.documents += documents;
    source.spaces.push({ ...(id !== null && { id }), ...(key !== null && { key }), documents });
  }
  const documents = [...sources.values()].reduce((sum, source) => sum + source.documents, 0);
  return { documents, passages: totals[1], embedded, bytes, sources: [...sources.values()] };
}
