import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { table } from "./measure.ts";
import { type BenchDocument, benchEngines } from "./search-engines.ts";

/** Judged documents of a query with their grades; greater is better, 0 is judged to be of no use. */
type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

type Collection = { documents: BenchDocument[]; queries: { id: string; text: string }[]; judgements: Judgements };

const depth = 10;

/**
 * How well the engines rank, over collections in the layout of BEIR: `corpus.jsonl` (`_id`, `title`, `text`),
 * `queries.jsonl` (`_id`, `text`) and `qrels.tsv` (query, document, grade; a line of headings or none), the last also as
 * `qrels/test.tsv`. All queries that have a relevant document are asked as they stand.
 */
export async function relevance(folders: readonly string[]): Promise<void> {
  if (folders.length === 0) throw new Error("Name the folder of a collection: npm run bench -- relevance DIR");
  for (const folder of folders) {
    const collection = readCollection(folder);
    const { documents, queries, judgements } = collection;
    const asked = queries.filter(({ id }) => [...(judgements.get(id)?.values() ?? [])].some((grade) => grade > 0));
    if (asked.length === 0) throw new Error(`No query in ${folder} has a relevant document.`);
    const rows: string[][] = [];
    for (const engine of benchEngines) {
      const filled = await engine.fill(documents);
      let [ndcg, recall] = [0, 0];
      for (const { id, text } of asked) {
        const grades = judgements.get(id) ?? new Map<string, number>();
        const found = await filled.search(text, depth);
        ndcg += ndcgOf(found, grades);
        recall += recallOf(found, grades);
      }
      await filled.close();
      rows.push([engine.name, (ndcg / asked.length).toFixed(4), (recall / asked.length).toFixed(4)]);
    }
    const title = `Relevance: ${basename(folder)}, ${documents.length} documents, ${asked.length} queries`;
    table(title, ["engine", `nDCG@${depth}`, `recall@${depth}`], rows);
  }
}

/** Lines may end as Windows ends them, the file may begin with a byte order mark; titles, texts and the line of headings may be missing. */
export function readCollection(folder: string): Collection {
  const lines = (file: string) =>
    readFileSync(join(folder, file), "utf8")
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/)
      .filter((line) => line.trim() !== "");
  const objects = (file: string) => lines(file).map((line) => JSON.parse(line) as Entry);
  const documents = objects("corpus.jsonl").map(({ _id, title, text }) => ({
    id: String(_id),
    title: title ?? "",
    sections: [{ text: text ?? "" }],
  }));
  const queries = objects("queries.jsonl").map(({ _id, text }) => ({ id: String(_id), text: text ?? "" }));
  const known = new Set(queries.map(({ id }) => id));
  const judgements = new Map<string, Map<string, number>>();
  for (const line of lines(judgementFile(folder))) {
    const columns = line.split("\t").length > 1 ? line.split("\t") : line.trim().split(/\s+/);
    // As trec_eval has them, there is a column without meaning after the query.
    const [query = "", document = "", grade = "1"] = columns.length > 3 ? columns.toSpliced(1, 1) : columns;
    if (!known.has(query) || !Number.isFinite(Number(grade))) continue;
    const grades = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, grades.set(document, Number(grade)));
  }
  return { documents, queries, judgements };
}

type Entry = { _id: string | number; title?: string | null; text?: string | null };

function judgementFile(folder: string): string {
  const files = ["qrels.tsv", "qrels/test.tsv", "qrels/dev.tsv", "qrels/train.tsv"];
  const found = files.find((file) => existsSync(join(folder, file)));
  if (found === undefined) throw new Error(`${folder} has no ${files.join(", ")}`);
  return found;
}

/** With the grades themselves as gains, as trec_eval and BEIR count it. */
function ndcgOf(found: readonly string[], grades: ReadonlyMap<string, number>): number {
  const dcg = (gains: readonly number[]) => gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
  const gainOf = (id: string) => Math.max(0, grades.get(id) ?? 0);
  const ideal = [...grades.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  return dcg(found.slice(0, depth).map(gainOf)) / dcg(ideal.slice(0, depth));
}

function recallOf(found: readonly string[], grades: ReadonlyMap<string, number>): number {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id);
  return relevant.filter((id) => found.slice(0, depth).includes(id)).length / relevant.length;
}
