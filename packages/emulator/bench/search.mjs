/**
 * Times CQL searches over a large invented site, in-process: p50 and p95 of each kind of query, the start, the memory,
 * and what one changed page costs. Build first (`npx tsc -b packages/emulator`), then:
 *
 *     node packages/emulator/bench/search.mjs [pages = 100000] [rounds = 15]
 *
 * It prints and asserts nothing.
 */
import { createEmulator } from "../dist/index.js";

const pages = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 15);

/** `release` stands on nearly every page, `deploy` and `service` on most; every page has a number of its own in its title. */
const kinds = {
  "rare word": `text ~ "${Math.floor(pages / 3)}"`,
  "word on half of the pages": 'text ~ "password"',
  "number in a title": `title ~ "${Math.floor(pages / 2)}"`,
  "word on every page": 'text ~ "release"',
  "two common words": 'text ~ "release deploy"',
  "common word in one space": 'text ~ "release" and space = L7',
  "phrase of two common words": 'text ~ "\\"release deploy\\""',
  "phrase of three common words": 'text ~ "\\"release deploy release\\""',
  "phrase with room": 'text ~ "\\"release customer\\"~3"',
  wildcard: 'text ~ "depl*"',
  "fuzzy word": 'text ~ "servise~"',
  "words that must and must not": 'text ~ "+release +invoice -budget"',
  "lastmodified range": 'lastmodified > "2024-06-01" and lastmodified < "2024-07-01"',
  "all pages by lastmodified": "type = page order by lastmodified desc",
  "all pages by title": "type = page order by title",
  "word by created": 'text ~ "release" order by created',
  "label in a space": "space = L3 and label = howto",
  macro: "macro = info and text ~ release",
  not: 'type = page and text !~ "release"',
  "exact title": 'title = "\\"Large 3\\""',
  mine: "creator = currentUser() and contributor = currentUser()",
};

const began = performance.now();
const emulator = await createEmulator({ seed: "large", pages });
const megabytes = () => `${Math.round(process.memoryUsage().rss / 1e6)} MB`;
console.log(`${pages} pages ready in ${((performance.now() - began) / 1000).toFixed(1)} s at ${megabytes()}`);

const { email, apiToken, cloudId } = emulator.credentials;
const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
const site = `${emulator.url}/wiki`;

async function ask(path, init = {}) {
  const response = await emulator.fetch(`${site}${path}`, {
    ...init,
    headers: { authorization, "content-type": "application/json" },
  });
  const json = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(json)}`);
  return json;
}

const percentile = (times, share) =>
  times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const row = (name, times, note) =>
  console.log(
    `${name.padEnd(32)} p50 ${percentile(times, 0.5).toFixed(1).padStart(7)} ms   p95 ${percentile(times, 0.95).toFixed(1).padStart(7)} ms   ${note}`,
  );

async function time(name, run, note) {
  const times = [];
  let last;
  for (let at = 0; at < rounds; at += 1) {
    const start = performance.now();
    last = await run(at);
    times.push(performance.now() - start);
  }
  row(name, times, note(last));
}

const search = (cql, more = "") => ask(`/rest/api/search?cql=${encodeURIComponent(cql)}${more}`);
for (const [name, cql] of Object.entries(kinds))
  await time(
    name,
    () => search(cql),
    ({ totalSize }) => `${totalSize} hits`,
  );

await time(
  "250 results",
  () => search("text ~ release", "&limit=250"),
  ({ size }) => `${size} shown`,
);
let next = `/rest/api/search?cql=${encodeURIComponent("text ~ release")}&limit=100`;
await time(
  "the next 100 by the cursor",
  async () => {
    const slice = await ask(next);
    next = slice._links.next;
    return slice;
  },
  ({ start }) => `up to hit ${start + 100}`,
);

const spaces = await ask("/api/v2/spaces?keys=L1");
const page = await ask("/api/v2/pages", {
  method: "POST",
  body: JSON.stringify({
    spaceId: spaces.results[0].id,
    title: "Timed page",
    body: { representation: "storage", value: "<p>x</p>" },
  }),
});
let version = 1;
const write = () => {
  version += 1;
  const value = `<p>${"An altered page with a few words. ".repeat(30)}${version}</p>`;
  return ask(`/api/v2/pages/${page.id}`, {
    method: "PUT",
    body: JSON.stringify({
      id: page.id,
      status: "current",
      title: "Timed page",
      version: { number: version },
      body: { representation: "storage", value },
    }),
  });
};
await time("a write", write, () => "without a search");
await time(
  "a write and a search for it",
  async () => {
    await write();
    return search('title ~ "timed"');
  },
  ({ totalSize }) => `${totalSize} hit`,
);
console.log(`${megabytes()} in the end (site ${cloudId})`);
await emulator.close();
