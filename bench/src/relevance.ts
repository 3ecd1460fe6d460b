import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { table } from "./measure.ts";
import { type BenchDocument, benchEngines } from "./search-engines.ts";

/** Judged documents of a query with their grades; greater is better, 0 is judged to be of no use. */
type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

type Collection = { documents: BenchDocument[]; queries: { id: string; text: string }[]; judgements: Judgements };

const depth = 10;

/**
 * How well the engines rank, over collections in the layout of BEIR: `corpus.jsonl` (`_id`, `title`, `text`),
 * `queries.jsonl` (`_id`, `text`) and `qrels.tsv` (query, document, grade; one line of headings), the last also as
 * `qrels/test.tsv`. All queries that have a relevant document are asked as they stand.
 */
export async function relevance(folders: readonly string[]): Promise<void> {
  if (folders.length === 0) throw new Error("Name the folder of a collection: npm run bench -- relevance DIR");
  for (const folder of folders) {
    const collection = readCollection(folder);
    const { documents, queries, judgements } = collection;
    const asked = queries.filter(({ id }) => [...(judgements.get(id)?.values() ?? [])].some((grade) => grade > 0));
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

function readCollection(folder: string): Collection {
  const lines = (file: string) => readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean);
  const objects = <T>(file: string) => lines(file).map((line) => JSON.parse(line) as T);
  const documents = objects<{ _id: string; title?: string; text: string }>("corpus.jsonl").map(
    ({ _id, title = "", text }) => ({ id: _id, title, sections: [{ text }] }),
  );
  const queries = objects<{ _id: string; text: string }>("queries.jsonl").map(({ _id, text }) => ({ id: _id, text }));
  const judgements = new Map<string, Map<string, number>>();
  for (const line of judgementLines(lines).slice(1)) {
    const [query = "", document = "", grade = "0"] = line.split("\t");
    const grades = judgements.get(query) ?? new Map<string, number>();
    judgements.set(query, grades.set(document, Number(grade)));
  }
  return { documents, queries, judgements };
}

function judgementLines(lines: (file: string) => string[]): string[] {
  try {
    return lines("qrels.tsv");
  } catch {
    return lines("qrels/test.tsv");
  }
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
