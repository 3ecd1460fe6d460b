import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const cranfield = fileURLToPath(new URL("../../shared/samples/ir/cranfield", import.meta.url));

/** What the bench says of each engine: nDCG@10 and recall@10. */
async function measure(folder: string): Promise<Map<string, [number, number]>> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, "bench/dist/main.js"),
    "relevance",
    folder,
  ]);
  const rows = stdout.split("\n").filter((line) => /\d\.\d{4}/.test(line));
  return new Map(
    rows.map((row) => {
      const [, name = "", ndcg, recall] = row.split("|").map((cell) => cell.trim());
      return [name, [Number(ndcg), Number(recall)]];
    }),
  );
}

it("measures what a person would count: one query answered at once, one by its second hit, one not at all", async () => {
  const folder = mkdtempSync(join(tmpdir(), "relevance-"));
  const lines = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  const corpus = [
    { _id: "a", title: "Otter", text: "An otter swims." },
    { _id: "b", title: "Badger", text: "A badger digs, and digs again." },
    { _id: "c", title: "", text: "It digs." },
    { _id: "d", title: "Nothing", text: "Of use." },
  ];
  const queries = [
    { _id: "1", text: "otter" },
    { _id: "2", text: "badger digs" },
    { _id: "3", text: "heron" },
    { _id: "4", text: "not judged" },
  ];
  writeFileSync(join(folder, "corpus.jsonl"), lines(corpus));
  writeFileSync(join(folder, "queries.jsonl"), lines(queries));
  writeFileSync(join(folder, "qrels.tsv"), "query-id\tcorpus-id\tscore\n1\ta\t2\n2\tc\t1\n3\td\t1\n4\td\t0\n");
  const [ndcg, recall] = (await measure(folder)).get("Tributary") ?? [];
  expect(ndcg).toBeCloseTo((1 + 1 / Math.log2(3) + 0) / 3, 3);
  expect(recall).toBeCloseTo(2 / 3, 3);
});

it("reads the layout as it comes: Windows lines, nothing where a title or text should be, judgements without headings", async () => {
  const folder = mkdtempSync(join(tmpdir(), "relevance-"));
  mkdirSync(join(folder, "qrels"));
  const lines = (rows: object[]) => `\uFEFF${rows.map((row) => JSON.stringify(row)).join("\r\n")}\r\n\r\n`;
  const corpus = [
    { _id: 1, text: "An otter swims." },
    { _id: "b", title: "Badger" },
    { _id: "c", title: null, text: null },
  ];
  const queries = [
    { _id: "1", text: "otter" },
    { _id: 2, text: "badger" },
    { _id: "3", text: "otter" },
  ];
  writeFileSync(join(folder, "corpus.jsonl"), lines(corpus));
  writeFileSync(join(folder, "queries.jsonl"), lines(queries));
  writeFileSync(join(folder, "qrels/test.tsv"), "1\t1\t2\r\n1\tb\t0\r\n2\tb\t1\r\n3\t1\t0\r\n9\t1\t1\r\n");
  for (const [name, figures] of await measure(folder)) expect(figures, name).toEqual([1, 1]);
});

it("ranks Cranfield's abstracts better than its peers, at 0.37 or more", { timeout: 120_000 }, async ({ skip }) => {
  skip(!existsSync(cranfield), "../shared/samples/ir is absent");
  const { Tributary: [ndcg = 0] = [], ...peers } = Object.fromEntries(await measure(cranfield));
  expect(ndcg).toBeGreaterThanOrEqual(0.37);
  for (const [name, [theirs]] of Object.entries(peers)) expect(ndcg, name).toBeGreaterThan(theirs);
});
