// Everything in one run on one machine: only the ratios mean something. `npm install && npm start` in this folder,
// after the package is built.
import { DomHandler, Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { NodeHtmlMarkdown } from "node-html-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { SaxesParser } from "saxes";
import TurndownService from "turndown";
import { gfm } from "turndown-plugin-gfm";
import { unified } from "unified";
import { markdownToStorage, storageToMarkdown, storageToText } from "../dist/index.js";
import { samplePage } from "./sample-page.mjs";

const page = samplePage(1_000_000);
const megabytes = page.length / 1e6;
const { markdown } = storageToMarkdown(page);

function median(work, runs) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1];
}

function dom(source) {
  const handler = new DomHandler(undefined, { withStartIndices: true, withEndIndices: true });
  const parser = new Parser(handler, { xmlMode: true });
  parser.end(source);
  return handler.dom;
}

function sax(source) {
  const parser = new SaxesParser({ fragment: true });
  parser.ENTITIES.ndash = "–";
  parser.on("error", () => {});
  parser.write(source).close();
}

const turndown = new TurndownService({ headingStyle: "atx", codeBlockStyle: "fenced" });
turndown.use(gfm);
const remark = unified().use(rehypeParse, { fragment: true }).use(rehypeRemark).use(remarkGfm).use(remarkStringify);
const markdownIt = new MarkdownIt({ html: true });

const rows = [
  ["storage-format: storage → Markdown", 15, () => storageToMarkdown(page)],
  ["storage-format: storage → text", 15, () => storageToText(page)],
  ["htmlparser2: DOM with indices", 15, () => dom(page)],
  ["saxes: events", 15, () => sax(page)],
  ["turndown + gfm", 5, () => turndown.turndown(page)],
  ["rehype → remark", 3, () => remark.processSync(page)],
  [
    "node-html-markdown (a tenth of the page)",
    1,
    () => NodeHtmlMarkdown.translate(page.slice(0, page.indexOf("<h2", 100_000))),
  ],
  ["storage-format: Markdown → storage", 15, () => markdownToStorage(markdown)],
  ["markdown-it: Markdown → HTML", 15, () => markdownIt.render(markdown)],
];

// Every tool warms up on the page before any is measured, so that none pays for another's compilation.
const results = new Map();
for (const [, runs, work] of rows) if (runs > 3) for (let i = 0; i < 3; i++) work();
for (const [name, runs, work] of rows) {
  globalThis.gc?.();
  results.set(name, median(work, runs));
}
const ours = results.get("storage-format: storage → Markdown");
console.log(
  `page ${megabytes.toFixed(2)} MB, Markdown ${((markdown.length / page.length) * 100).toFixed(1)} % of it\n`,
);
for (const [name, time] of results) console.log(`${name.padEnd(44)} ${time.toFixed(1).padStart(8)} ms`);
const ratio = (name) => (results.get(name) / ours).toFixed(2);
console.log(
  `\nstorage → Markdown against turndown + gfm: ${ratio("turndown + gfm")}×, against rehype: ${ratio("rehype → remark")}×, against the bare DOM parse: ${ratio("htmlparser2: DOM with indices")}×`,
);
console.log(
  `Markdown → storage against markdown-it's HTML: ${(results.get("markdown-it: Markdown → HTML") / results.get("storage-format: Markdown → storage")).toFixed(2)}×`,
);

if (globalThis.gc) {
  const nested = `${"<div>".repeat(100_000)}x${"</div>".repeat(100_000)}`;
  for (const [name, input] of [
    ["page", page],
    ["100,000 nested div", nested],
  ]) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    storageToMarkdown(input);
    const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    console.log(
      `memory, ${name}: ${((after - before) / input.length).toFixed(1)} bytes a character before any collection`,
    );
  }
}
