/**
 * Loads all pages of a site with a client that others wrote, in a process of its own, and prints what it took.
 * Arguments: the client, the site's address, an e-mail, an API token.
 */
const [client = "", url = "", email = "", apiToken = ""] = process.argv.slice(2);
const modules = new URL("../../packages/emulator/clients/node_modules/", import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: the clients are not among the project's dependencies, so neither are their types.
type Any = any;
const importClient = (path: string): Promise<Any> => import(new URL(path, modules).href);

async function spaces(): Promise<{ id: string; key: string }[]> {
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
  const response = await fetch(`${url}/wiki/api/v2/spaces?limit=250&status=current`, { headers: { authorization } });
  return ((await response.json()) as { results: { id: string; key: string; type: string }[] }).results.filter(
    ({ type }) => type !== "personal",
  );
}

const loaders: Record<string, () => Promise<number>> = {
  async langchain() {
    const { ConfluencePagesLoader } = await importClient(
      "@langchain/community/dist/document_loaders/web/confluence.js",
    );
    let pages = 0;
    for (const { key: spaceKey } of await spaces()) {
      const access = { baseUrl: `${url}/wiki`, username: email, accessToken: apiToken };
      pages += (await new ConfluencePagesLoader({ ...access, spaceKey, limit: 250 }).load()).length;
    }
    return pages;
  },

  "confluence.js": () => loopOverLists(Number.POSITIVE_INFINITY),
  /** Labels are in no list: they cost a request a page, so a few pages are enough to see where that leads. */
  "confluence.js-labels": () => loopOverLists(500, async (v2, id) => v2.label.getPageLabels({ id })),
};

async function loopOverLists(most: number, each?: (v2: Any, id: number) => Promise<unknown>): Promise<number> {
  const library = await importClient("confluence.js/dist/index.js");
  const v2: Any = library.createV2Client({ host: url, auth: { type: "basic", email, apiToken } });
  let pages = 0;
  for (const { id } of (await spaces()).reverse()) {
    let cursor: string | undefined;
    do {
      const list: Any = await v2.page.getPagesInSpace({ id: Number(id), limit: 250, bodyFormat: "storage", cursor });
      if (each !== undefined) for (const page of list.results) await each(v2, Number(page.id));
      pages += list.results.length;
      const next = list._links?.next;
      cursor = next ? (new URL(next, url).searchParams.get("cursor") ?? undefined) : undefined;
    } while (cursor !== undefined && pages < most);
    if (pages >= most) break;
  }
  return pages;
}

const started = performance.now();
const pages = await loaders[client]?.();
const seconds = (performance.now() - started) / 1000;
// maxRSS is in kilobytes.
console.log(JSON.stringify({ pages, seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
