import { createServer } from "node:http";
import { Tributary } from "@tributary/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, newSecret } from "../packages/server/src/base/ids.ts";
import { createFindInsights, readInsightModel } from "../packages/server/src/insights/find-insights.ts";
import { readMeetingFile } from "../packages/server/src/insights/read-meeting-file.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** A client with the key of a new member, and a connection of theirs. */
async function member(role: "admin" | "member" | "viewer", email = `${role}${++serial}@example.test`) {
  const { createMember } = await site.app.signIn();
  const { id } = await createMember({ name: role, email, password: "correct horse", role });
  return { id, email, client: await clientOf("member", id) };
}
let serial = 0;

async function clientOf(kind: "member" | "agent", id: string): Promise<Tributary> {
  const key = newSecret();
  await site.app.store.apiKeys.insert(newId("key", Date.now()), key, { kind, id }, "test", Date.now());
  const fetch = ((input: string | URL | Request, init?: RequestInit) =>
    site.app.fetch(new Request(input, init))) as typeof globalThis.fetch;
  return new Tributary({ baseUrl: "http://127.0.0.1:7350", apiKey: key, fetch, retries: 0 });
}

async function connect(userId: string): Promise<string> {
  const { siteUrl, email, apiToken } = site.emulator.credentials;
  const authConfig = await site.app.store.authConfigs.get("ac_test");
  const connection = await site.app.connections.connectWithApiToken(
    { userId, authConfig, createdBy: userId },
    { siteUrl, email, apiToken },
  );
  return connection.id;
}

const planning = {
  externalId: "rec-1",
  title: "Planning",
  startedAt: "2026-11-02T10:00:00Z",
  participants: [{ name: "Ada" }, { name: "Grace", email: "grace@example.test" }],
  summary: "We planned the release.",
  insights: [
    { kind: "decision" as const, text: "We ship on Friday." },
    { kind: "task" as const, text: "Write the notes", assignee: "Ada", dueDate: "2026-11-06", externalId: "t1" },
    { kind: "note" as const, text: "The cache was slow." },
  ],
};

describe("meetings", () => {
  it("come in once, however often they are posted, and keep what was sent", async () => {
    const { client } = await member("member");
    const first = await client.meetings.create(planning);
    expect(first.created).toBe(true);
    const again = await client.meetings.create({
      ...planning,
      title: "Planning (final)",
      insights: [{ kind: "task", text: "Write the release notes", externalId: "t1" }, ...planning.insights.slice(0, 1)],
    });
    expect(again).toMatchObject({ created: false, meeting: { id: first.meeting.id, title: "Planning (final)" } });
    expect(again.meeting.insights.map(({ text }) => text)).toEqual([
      "We ship on Friday.",
      "Write the release notes",
      "The cache was slow.",
    ]);
  });

  it("are seen by their owner and by admins, by others only when shared", async () => {
    const [owner, other, admin] = [await member("member"), await member("member"), await member("admin")];
    const { meeting } = await owner.client.meetings.create(planning);
    const seen = async (client: Tributary) => (await client.meetings.list()).items.some(({ id }) => id === meeting.id);
    expect([await seen(owner.client), await seen(other.client), await seen(admin.client)]).toEqual([true, false, true]);
    await expect(other.client.meetings.get(meeting.id)).rejects.toMatchObject({ code: "not_found" });
    await owner.client.meetings.share(meeting.id, true);
    expect(await seen(other.client)).toBe(true);
    await expect(other.client.meetings.delete(meeting.id)).rejects.toMatchObject({ code: "forbidden" });
    await owner.client.meetings.delete(meeting.id);
    expect(await seen(admin.client)).toBe(false);
  });

  it("are listed page by page without repeating one", async () => {
    const { client } = await member("member");
    for (const day of ["01", "02", "02", "03"])
      await client.meetings.create({ title: `Day ${day}`, startedAt: `2026-03-${day}T10:00:00Z` });
    const ids: string[] = [];
    for await (const { id } of client.meetings.list({ limit: 1 })) ids.push(id);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toHaveLength(4);
  });

  it("come in from an agent for a member by e-mail address, and from a recorder at the member's own address", async () => {
    const { client, email } = await member("member");
    const agent = await site.agent({ groups: {} });
    const recorder = await clientOf("agent", agent.id);
    await recorder.meetings.create({ ...planning, userId: email });
    expect((await client.meetings.list()).items.map(({ title }) => title)).toEqual(["Planning"]);
    expect((await recorder.meetings.list()).items).toEqual([]);

    const { url } = await client.meetings.createWebhook();
    const post = (to: string) =>
      site.app.fetch(
        new Request(to, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ...planning, externalId: "hook" }),
        }),
      );
    expect((await post(url)).status).toBe(201);
    expect((await post(url)).status).toBe(200);
    const { url: next } = await client.meetings.createWebhook();
    expect((await post(url)).status).toBe(404);
    expect((await post(next)).status).toBe(200);
    await client.meetings.deleteWebhook();
    expect((await post(next)).status).toBe(404);
    expect((await client.meetings.list()).items).toHaveLength(2);
  });

  it("tell an agent neither what people wrote into one of a member, nor where they sent what it brought", async () => {
    const { client, email } = await member("admin");
    const agent = await site.agent({ groups: {}, spaces: { only: ["ENG"] } });
    const recorder = await clientOf("agent", agent.id);
    const { meeting } = await recorder.meetings.create({ ...planning, userId: email });
    expect(meeting.insights).toHaveLength(3);
    await client.meetings.addInsight(meeting.id, { kind: "note", text: "Between us." });
    const again = await recorder.meetings.create({ ...planning, userId: email });
    expect(again.meeting.insights.map(({ text }) => text)).toEqual(planning.insights.map(({ text }) => text));

    const own = (await recorder.meetings.create({ ...planning, externalId: "own" })).meeting;
    const [insight] = own.insights;
    if (insight === undefined) throw new Error("there is no insight");
    await site.app.store.meetings.markSent(insight.id, {
      ...{ at: 1, by: "mbr_1", kind: "page", id: "77", title: "Plans of HQ", url: "https://s/wiki/spaces/HQ/pages/77" },
      ...{ callId: "call_1", sendId: "click-0001" },
    });
    const told = [await recorder.meetings.get(own.id), (await recorder.meetings.list()).items];
    expect(JSON.stringify(told)).not.toContain("Plans of HQ");
    expect((await client.meetings.get(own.id)).insights[0]?.sent).toMatchObject([{ title: "Plans of HQ" }]);
  });

  it("refuse what a viewer would change", async () => {
    const { client } = await member("viewer");
    await expect(client.meetings.create(planning)).rejects.toMatchObject({ code: "forbidden" });
    await expect(client.meetings.createWebhook()).rejects.toMatchObject({ code: "forbidden" });
    const admin = await member("admin");
    const { meeting } = await admin.client.meetings.create({ ...planning, shared: true });
    const [insight] = meeting.insights;
    await expect(client.meetings.changeInsight(insight?.id ?? "", { text: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const to = { kind: "page" as const, connectionId: site.connection.id, spaceId: "ENG", title: "x", body: "x" };
    await expect(
      client.meetings.send({ insightIds: [insight?.id ?? ""], to, sendId: "viewer-1" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("insights", () => {
  it("go to a page once, however often the button is pressed, and are marked with its link", async () => {
    const { client, id } = await member("member");
    const connectionId = await connect(id);
    const { meeting } = await client.meetings.create(planning);
    const insightIds = meeting.insights.map((one) => one.id);
    const draft = await client.meetings.draft(meeting.id, insightIds.slice(0, 1));
    expect(draft).toEqual({
      title: "We ship on Friday",
      body: "We ship on Friday.\n\n*From the meeting Planning, 2026-11-02*",
    });
    const to = { kind: "page" as const, connectionId, spaceId: "ENG", title: "Friday it is", body: draft.body };
    const request = { insightIds: insightIds.slice(0, 1), to, sendId: "click-000001" };
    const answers = await Promise.all([client.meetings.send(request), client.meetings.send(request)]);
    const again = await client.meetings.send(request);
    expect(new Set([...answers, again].map(({ sent }) => sent?.id)).size).toBe(1);
    const [insight] = (await client.meetings.get(meeting.id)).insights;
    expect(insight?.sent).toMatchObject([{ kind: "page", title: "Friday it is", by: id }]);
    const page = await site.site("GET", `/wiki/api/v2/pages/${insight?.sent[0]?.id}?body-format=storage`);
    expect(page.json).toMatchObject({
      title: "Friday it is",
      body: { storage: { value: "<p>We ship on Friday.</p><p><em>From the meeting Planning, 2026-11-02</em></p>" } },
    });
    expect((await client.meetings.settings()).lastChoice).toEqual({
      kind: "page",
      connectionId,
      spaceId: "ENG",
      title: "Friday it is",
    });
  });

  it("go to a comment on a page", async () => {
    const { client, id } = await member("member");
    const connectionId = await connect(id);
    const { meeting } = await client.meetings.create(planning);
    const to = { kind: "comment" as const, connectionId, pageId: "ENG:Runbook: Journal lag", body: "**Noted.**" };
    const { sent } = await client.meetings.send({
      insightIds: [meeting.insights[2]?.id ?? ""],
      to,
      sendId: "click-2222",
    });
    const comment = await site.site("GET", `/wiki/api/v2/footer-comments/${sent?.id}?body-format=storage`);
    expect(comment.json.body.storage.value).toBe("<p><strong>Noted.</strong></p>");
  });

  it("go through nobody else's connection, not even an admin's sending", async () => {
    const { client } = await member("admin");
    const { meeting } = await client.meetings.create(planning);
    const to = {
      kind: "page" as const,
      connectionId: site.connection.id,
      spaceId: "ENG",
      title: "Not mine",
      body: "x",
    };
    const sending = client.meetings.send({ insightIds: [meeting.insights[0]?.id ?? ""], to, sendId: "click-3333" });
    await expect(sending).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stay unmarked when Confluence refuses", async () => {
    const { client, id } = await member("member");
    const connectionId = await connect(id);
    const { meeting } = await client.meetings.create(planning);
    const to = { kind: "page" as const, connectionId, spaceId: "ENG", title: "Runbook: Journal lag", body: "x" };
    const insightIds = [meeting.insights[0]?.id ?? ""];
    expect(await client.meetings.send({ insightIds, to, sendId: "click-4444" })).toMatchObject({
      successful: false,
      error: { code: "title_taken" },
      sent: null,
    });
    expect((await client.meetings.get(meeting.id)).insights[0]?.sent).toEqual([]);
  });

  it("make minutes of a whole meeting, without headings over nothing", async () => {
    const { client } = await member("admin");
    const { meeting } = await client.meetings.create(planning);
    const usual = await client.meetings.draft(meeting.id);
    expect(usual).toEqual({
      title: "Planning, 2026-11-02",
      body: [
        "We planned the release.",
        "**When:** 2026-11-02",
        "**Who:** Ada, Grace",
        "## Decisions",
        "- We ship on Friday.",
        "## Tasks",
        "- [ ] Write the notes (Ada), due 2026-11-06",
        "## Notes",
        "- The cache was slow.",
      ].join("\n\n"),
    });
    await client.meetings.setTemplate("# {{title}}\n\n{{tasks}}\n\n{{nextSteps}}");
    expect((await client.meetings.draft(meeting.id)).body).toBe(
      "# Planning\n\n- [ ] Write the notes (Ada), due 2026-11-06",
    );
    await client.meetings.setTemplate();
    expect((await client.meetings.draft(meeting.id)).body).toBe(usual.body);
  });
});

describe("meeting files", () => {
  const now = "2026-11-21T09:00:00Z";

  it("VTT and SRT become what was said by whom", () => {
    const vtt = `WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Ada>We ship\n\n2\n00:00:03.000 --> 00:00:05.000\n<v Ada>on Friday.\n\nNOTE x\n\n01:00:05.500 --> 01:00:07.000\nGrace: Fine &lt;3`;
    expect(readMeetingFile("team_sync.vtt", vtt, now)).toMatchObject({
      title: "team sync",
      startedAt: now,
      transcript: [
        { at: 1, speaker: "Ada", text: "We ship on Friday." },
        { at: 3605, speaker: "Grace", text: "Fine <3" },
      ],
    });
    expect(
      readMeetingFile("a.srt", "1\r\n00:00:02,500 --> 00:00:04,000\r\nHello\r\n\r\n2\r\n", now).transcript,
    ).toEqual([{ at: 2, text: "Hello" }]);
  });

  it("notes in Markdown become insights by their headings", () => {
    const notes = `---\ndate: 2026-10-01\n---\n# Retro\n\nA good week.\n\n## Attendees\n- Ada\n- Grace\n\n## Decisions\n- Keep the format\n\n## Action items\n- [ ] @ada Book a room (due 2026-10-05)\n- Order cake\n\n## Next steps\n1. Plan the next one\n\n## Discussion\n* Builds are slow\n  since Monday\n`;
    expect(readMeetingFile("retro.md", notes, now)).toMatchObject({
      title: "Retro",
      startedAt: "2026-10-01T00:00:00.000Z",
      participants: [{ name: "Ada" }, { name: "Grace" }],
      summary: "A good week.",
      insights: [
        { kind: "decision", text: "Keep the format" },
        { kind: "task", text: "@ada Book a room", assignee: "ada", dueDate: "2026-10-05" },
        { kind: "task", text: "Order cake" },
        { kind: "next_step", text: "Plan the next one" },
        { kind: "note", text: "Builds are slow\nsince Monday" },
      ],
    });
  });

  it.each([
    ["meeting.json", "{", /not JSON/],
    ["meeting.json", '{"title":"x"}', /startedAt/],
    ["meeting.docx", "x", /no kind that is known/],
    ["meeting.vtt", "WEBVTT", /nothing was said/],
  ])("%s with %j is refused, saying why", (name, text, message) => {
    expect(() => readMeetingFile(name, text, now)).toThrow(message);
  });
});

describe("proposals of a model", () => {
  it("are read from its answer, and quotes nobody said are left out", async () => {
    const insights = [
      { kind: "decision", text: "Ship on Friday", quote: "we ship on friday" },
      { kind: "task", text: "Write notes", quote: "I never said this", assignee: null },
      { kind: "gossip", text: "ignored" },
    ];
    const asked: string[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization} ${JSON.parse(body).model}`);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify({ insights }) } }] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const model = readInsightModel({
      INSIGHTS_BASE_URL: `http://127.0.0.1:${port}/v1/`,
      INSIGHTS_MODEL: "m",
      INSIGHTS_API_KEY: "k",
    });
    if (model === undefined) throw new Error("no model was read");
    const find = createFindInsights(model, fetch);
    const { client } = await member("member");
    const { meeting } = await client.meetings.create({
      title: "T",
      startedAt: "2026-11-02T10:00:00Z",
      transcript: [{ speaker: "Ada", text: "OK, we ship on Friday!" }],
    });
    const found = await find({ ...(await site.app.store.meetings.get(meeting.id)) });
    server.close();
    expect(found).toEqual([
      { kind: "decision", text: "Ship on Friday", quote: "we ship on friday" },
      { kind: "task", text: "Write notes" },
    ]);
    expect(asked).toEqual(["POST /v1/chat/completions Bearer k m"]);
    await expect(client.meetings.propose(meeting.id)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("live", () => {
  it("tells which lists changed, and ends when asked to", async () => {
    const { client } = await member("member");
    const end = new AbortController();
    const told: string[] = [];
    const listening = (async () => {
      for await (const topics of client.live({ signal: end.signal })) {
        if (topics.length === 0) void client.meetings.create({ title: "Live", startedAt: "2026-11-02T10:00:00Z" });
        told.push(...topics);
        if (topics.includes("meetings")) end.abort();
      }
    })();
    await listening;
    expect(told).toContain("meetings");
  });
});
