import { ms, spread, table } from "./measure.ts";

type Server = typeof import("../../packages/server/dist/calls/space-guard.js") &
  typeof import("../../packages/server/dist/calls/space-directory.js") &
  typeof import("../../packages/server/dist/calls/judge.js") &
  typeof import("../../packages/server/dist/tools/catalogue.js") &
  typeof import("../../packages/server/dist/policy/policy.js");

/** The built server's own functions: what is timed is what runs. */
async function load(): Promise<Server> {
  const dist = new URL("../../packages/server/dist/", import.meta.url);
  const files = [
    "calls/space-guard.js",
    "calls/space-directory.js",
    "calls/judge.js",
    "tools/catalogue.js",
    "policy/policy.js",
  ];
  const modules = await Promise.all(files.map((file) => import(new URL(file, dist).href)));
  return Object.assign({}, ...modules) as Server;
}

const times = 20_000;

/**
 * What deciding costs a call whose target was seen before: judging the tool by the policy, and narrowing one read of a
 * page to the caller's spaces. The site answers at once and by itself, so that only the decision is timed.
 */
export async function decision(): Promise<void> {
  const { guardSpaces, createSpaceDirectory, judge, findTool, policySchema } = await load();
  const answers: Record<string, unknown> = {
    getPageById: { id: "1", spaceId: "7", title: "A page", body: { storage: { value: "<p>text</p>".repeat(500) } } },
    getSpaces: { results: [{ id: "7", key: "ENG", type: "global" }] },
  };
  const confluence = {
    call: async <T>(key: string) => answers[key] as T,
    download: async () => new Uint8Array(),
    raw: async () => ({ status: 200, headers: new Headers(), body: new Uint8Array() }),
  } as unknown as Parameters<typeof guardSpaces>[0]["confluence"];
  const policy = policySchema.parse({
    groups: { Pages: { level: "write" } },
    spaces: { only: ["ENG"] },
    tools: { deny: ["confluence_delete_page"] },
  });
  const caller = { kind: "agent" as const, id: "agt_1", name: "a", policy, connectionIds: [] };
  const tool = findTool("confluence_get_page");
  const directory = createSpaceDirectory();
  const read = { path: { id: "1" }, query: { "body-format": "storage" } };

  const samples: Record<string, number[]> = { bare: [], judged: [], "judged and narrowed": [] };
  for (let i = 0; i < times; i++) {
    let started = performance.now();
    await confluence.call("getPageById", read);
    samples.bare?.push(performance.now() - started);
    started = performance.now();
    judge(caller, tool, tool.action({ pageId: "1" }));
    await confluence.call("getPageById", read);
    samples.judged?.push(performance.now() - started);
    started = performance.now();
    judge(caller, tool, tool.action({ pageId: "1" }));
    // A guard is made for each call.
    const cursors = { sealLinks: (answer: unknown) => answer, sealLink: (link: string) => link, open: String };
    const narrowed = { limit: policy.spaces, siteId: "s", directory, ownTasks: new Set<string>(), cursors };
    const guarded = guardSpaces({ confluence, ...narrowed });
    await guarded.call("getPageById", read);
    samples["judged and narrowed"]?.push(performance.now() - started);
  }
  table(
    "What a decision costs a call whose target was seen before",
    ["", "p50", "p95"],
    Object.entries(samples).map(([name, all]) => {
      const { p50, p95 } = spread(all);
      return [name, `${(p50 * 1000).toFixed(1)} µs`, ms(p95)];
    }),
  );
}
