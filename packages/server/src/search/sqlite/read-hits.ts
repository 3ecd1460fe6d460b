import type { Ranked } from "../fuse.ts";
import type { SearchHit } from "../query.ts";
import { snippetOf } from "../snippet.ts";
import type { IndexFile } from "./index-file.ts";
import { documentRows, factsOf } from "./read-documents.ts";
import { passageStep } from "./schema.ts";

export const documentOf = (passage: number) => Math.floor(passage / passageStep);
export const passageNumber = (document: number, position: number) => document * passageStep + position;

/** Ranked passages as a reader gets them; `weights` are the query's terms and how much each tells. */
export function readHits(
  file: IndexFile,
  ranked: readonly Ranked[],
  weights: ReadonlyMap<string, number>,
): SearchHit[] {
  const documents = documentRows(file, [...new Set(ranked.map(({ passage }) => documentOf(passage)))]);
  const passages = new Map(
    file
      .rows<[number, string, string | null, string]>(
        "select no, heading_path, anchor, text from passage where no in (select value from json_each(?))",
        [JSON.stringify(ranked.map(({ passage }) => passage))],
      )
      .map(([no, path, anchor, text]) => [no, { path, anchor, text }]),
  );
  return ranked.flatMap(({ passage, score }) => {
    const row = documents.get(documentOf(passage));
    if (row === undefined) return [];
    // A document without text is found by its title.
    const { path, anchor, text } = passages.get(passage) ?? { path: "[]", anchor: null, text: "" };
    const snippet = snippetOf(text, weights);
    const facts = factsOf(row);
    return [
      {
        ...facts,
        documentId: row.id,
        headingPath: JSON.parse(path) as string[],
        url: withAnchor(facts.url, anchor),
        snippet: snippet.text,
        highlights: snippet.highlights,
        text,
        score,
      },
    ];
  });
}

function withAnchor(url: string, anchor: string | null): string {
  if (anchor === null || anchor === "") return url;
  return `${url.replace(/#.*$/, "")}#${encodeURIComponent(anchor)}`;
}
