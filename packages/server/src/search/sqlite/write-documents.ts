import type { DocumentPatch, SearchDocument } from "../document.ts";
import { encodeForward, type TermsOfText, termsOfText } from "../forward.ts";
import { canonicalChain } from "../read-restrictions.ts";
import { fold } from "../words.ts";
import type { DocumentCounts, Sizes } from "./document-counts.ts";
import type { IndexFile } from "./index-file.ts";
import { keepVectors, passageTextHash } from "./kept-vectors.ts";
import { oftenSaid, shares } from "./often-said.ts";
import { documentNumber, readDocument } from "./read-documents.ts";
import { passageStep } from "./schema.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a transaction writes with. */
export type Writing = { file: IndexFile; counts: DocumentCounts; vocabulary: Vocabulary; now: number };

/** Adds or replaces one document, inside a transaction. A replaced one gets a new number. */
export function putDocument(writing: Writing, document: SearchDocument): void {
  const { file, counts, vocabulary, now } = writing;
  const source = sourceNumber(file, document.sourceId);
  const old = documentNumber(file, document.sourceId, document.id);
  const vectors = old === undefined ? undefined : keepVectors(file, old);
  if (old !== undefined) removeDocument(writing, old);

  const learn = (token: string) => vocabulary.learn(file, token);
  const title = termsOfText(document.title, learn);
  const labels = termsOfText(document.labels.join(" "), learn);
  const fileNames = termsOfText(document.attachments.map(({ fileName }) => fileName).join(" "));
  const tags = { words: [...labels.words, ...fileNames.words], names: [...labels.names, ...fileNames.names] };
  const passages = document.passages.map(({ headingPath, text }) => ({
    ...termsOfText(text, learn),
    heading: termsOfText(headingPath.at(-1) ?? "").words,
  }));
  const sizes = sizesOf(title, passages);
  const no = insertDocument(file, document, source, sizes, now);
  insertTerms(file, no, title, tags, passages);
  const forward = encodeForward({ title, tags: [...tags.words, ...tags.names], passages });
  file.run("insert into forward values (?, ?)", [no, forward]);
  counts.added(forward, sizes);
  document.passages.forEach(({ headingPath, anchor, text }, position) => {
    const passage = no * passageStep + position;
    file.run("insert into passage values (?, ?, ?, ?)", [passage, JSON.stringify(headingPath), anchor ?? null, text]);
    const restored = vectors?.restore(passage, passageTextHash(document.title, headingPath, text)) ?? false;
    if (!restored) file.run("insert into unembedded values (?)", [passage]);
  });
  insertLabels(file, no, document.labels);
  insertAncestors(file, no, document.ancestors);
}

/** Removes a document by its number, inside a transaction. */
export function removeDocument({ file, counts }: Pick<Writing, "file" | "counts">, no: number): void {
  const [sizes] = file.rows<[number, number, number, number]>(
    "select title_words, body_words, names, passages from document where no = ?",
    [no],
  );
  if (sizes === undefined) return;
  const [titleWords, bodyWords, names, passages] = sizes;
  const [forward] = file.rows<[Uint8Array]>("select hashes from forward where document = ?", [no]);
  counts.removed(forward?.[0] ?? noTerms, { titleWords, bodyWords, names, passages });
  for (const sql of removals) file.run(sql, [no]);
  for (const table of ["passage", "vector", "unembedded"]) {
    const key = table === "passage" ? "no" : "passage";
    file.run(`delete from ${table} where ${key} >= ? and ${key} < ?`, [no * passageStep, (no + 1) * passageStep]);
  }
}

const noTerms = new Uint8Array(16);

const removals = [
  "delete from terms where rowid = ?",
  "delete from forward where document = ?",
  "delete from label where document = ?",
  "delete from ancestor where document = ?",
  "delete from document where no = ?",
];

/** Changes facts of one document; false when it is not there. What is searched as text is cut into terms again. */
export function patchDocument(writing: Writing, sourceId: string, { id, ...changes }: DocumentPatch): boolean {
  const { file, now } = writing;
  const stored = readDocument(file, sourceId, id);
  const no = documentNumber(file, sourceId, id);
  if (stored === undefined || no === undefined) return false;
  const { indexedAt: _, ...before } = stored;
  const after: SearchDocument = { ...before, ...changes };
  const searched = ({ title, labels, attachments }: SearchDocument) =>
    JSON.stringify([title, labels, attachments.map(({ fileName }) => fileName)]);
  if (searched(before) !== searched(after)) {
    putDocument(writing, after);
    return true;
  }
  const columns = Object.entries(columnsOf(file, after));
  file.run(`update document set ${columns.map(([name]) => `${name} = ?`).join(", ")}, indexed_at = ? where no = ?`, [
    ...columns.map(([, value]) => value),
    now,
    no,
  ]);
  if (changes.ancestors !== undefined) {
    file.run("delete from ancestor where document = ?", [no]);
    insertAncestors(file, no, changes.ancestors);
  }
  return true;
}

function sizesOf(title: TermsOfText, passages: readonly TermsOfText[]): Sizes {
  const sum = (count: (passage: TermsOfText) => number) => passages.reduce((total, one) => total + count(one), 0);
  return {
    titleWords: title.words.length,
    bodyWords: sum(({ words }) => words.length),
    names: title.names.length + sum(({ names }) => names.length),
    passages: passages.length,
  };
}

function sourceNumber(file: IndexFile, sourceId: string): number {
  const [known] = file.rows<[number]>("select no from source where id = ?", [sourceId]);
  return known?.[0] ?? file.run("insert into source (id) values (?)", [sourceId]).lastInsertRowid;
}

function accessNumber(file: IndexFile, chain: string): number {
  const [known] = file.rows<[number]>("select no from access where chain = ?", [chain]);
  return known?.[0] ?? file.run("insert into access (chain) values (?)", [chain]).lastInsertRowid;
}

/** The columns that hold a document's facts, without those that place and measure it. */
function columnsOf(file: IndexFile, document: SearchDocument) {
  return {
    kind: document.kind,
    space_id: document.spaceId ?? null,
    space_key: document.spaceKey ?? null,
    space_name: document.spaceName ?? null,
    title: document.title,
    url: document.url,
    author_id: document.author?.id ?? null,
    author_name: document.author?.name ?? null,
    editors: JSON.stringify(document.editors),
    created_at: document.createdAt,
    modified_at: document.modifiedAt,
    version: document.version,
    labels: JSON.stringify(document.labels),
    ancestors: JSON.stringify(document.ancestors),
    parent_id: document.ancestors.at(-1)?.id ?? null,
    attachments: JSON.stringify(document.attachments),
    access: accessNumber(file, canonicalChain(document.readRestrictions)),
    format_version: document.formatVersion,
  };
}

function insertDocument(file: IndexFile, document: SearchDocument, source: number, sizes: Sizes, now: number): number {
  const values = {
    source,
    id: document.id,
    ...columnsOf(file, document),
    indexed_at: now,
    title_words: sizes.titleWords,
    body_words: sizes.bodyWords,
    names: sizes.names,
    passages: sizes.passages,
  };
  const names = Object.keys(values);
  const sql = `insert into document (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`;
  return file.run(sql, Object.values(values)).lastInsertRowid;
}

function insertTerms(
  file: IndexFile,
  no: number,
  title: TermsOfText,
  tags: TermsOfText,
  passages: readonly (TermsOfText & { heading: readonly string[] })[],
): void {
  const often = oftenSaid(passages);
  const names = [...title.names, ...tags.names, ...passages.flatMap((passage) => passage.names)];
  file.run(
    "insert into terms (rowid, title, tags, ruling, frequent, repeated, body, names) values (?, ?, ?, ?, ?, ?, ?, ?)",
    [
      no,
      title.words.join(" "),
      tags.words.join(" "),
      ...shares.map((share) => often[share].join(" ")),
      passages.map(({ words }) => words.join(" ")).join(" "),
      names.join(" "),
    ],
  );
}

function insertLabels(file: IndexFile, no: number, labels: readonly string[]): void {
  for (const label of labels) file.run("insert or ignore into label values (?, ?)", [fold(label), no]);
}

function insertAncestors(file: IndexFile, no: number, ancestors: SearchDocument["ancestors"]): void {
  for (const { id } of ancestors) file.run("insert or ignore into ancestor values (?, ?)", [id, no]);
}
