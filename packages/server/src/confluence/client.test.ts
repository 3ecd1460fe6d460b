import { describe, expect, it } from "vitest";
import { systemClock } from "../base/clock.ts";
import { createConfluence } from "./client.ts";
import { createFetchSend } from "./send.ts";
import { createTransport } from "./transport.ts";

type Seen = { url: string; authorization: string | null };

/** A site that answers one response after the other. */
function site(...answers: Response[]) {
  const seen: Seen[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    seen.push({ url: String(url), authorization: new Headers(init?.headers).get("authorization") });
    return answers.shift() ?? new Response("one too many", { status: 500 });
  };
  const clock = { ...systemClock, sleep: async () => {} };
  const transport = createTransport({ send: createFetchSend(fetch as typeof globalThis.fetch), clock });
  const baseUrl = "https://gateway.example/ex/confluence/1";
  const access = { baseUrl, authorize: async () => ({ header: "Bearer secret", fresh: true }) };
  return { seen, confluence: createConfluence({ transport, access, clock }) };
}

const redirect = (location: string) => new Response(null, { status: 302, headers: { location } });
const key = "v1.downloadAttatchment";
const input = { path: { id: 1, attachmentId: "att2" }, mostBytes: 10 };

describe("download", () => {
  it("fetches where a redirect leads without the token, over several hops", async () => {
    const { seen, confluence } = site(
      redirect("https://media.example/a"),
      redirect("/b?token=x"),
      new Response("bytes"),
    );
    expect(new TextDecoder().decode(await confluence.download(key, input))).toBe("bytes");
    expect(seen).toEqual([
      {
        url: "https://gateway.example/ex/confluence/1/wiki/rest/api/content/1/child/attachment/att2/download",
        authorization: "Bearer secret",
      },
      { url: "https://media.example/a", authorization: null },
      { url: "https://media.example/b?token=x", authorization: null },
    ]);
  });

  it("asks no private host, follows no endless chain and takes no refusal for a file", async () => {
    const refused = expect.objectContaining({ code: "upstream_error" });
    const inward = site(redirect("https://169.254.169.254/latest"), new Response("secret"));
    await expect(inward.confluence.download(key, input)).rejects.toEqual(refused);
    expect(inward.seen).toHaveLength(1);
    const endless = site(...Array.from({ length: 20 }, () => redirect("https://media.example/a")));
    await expect(endless.confluence.download(key, input)).rejects.toEqual(refused);
    expect(endless.seen.length).toBeLessThan(10);
    const gone = site(redirect("https://media.example/a"), new Response("expired", { status: 403 }));
    await expect(gone.confluence.download(key, input)).rejects.toEqual(refused);
  });

  it("breaks off a file that is too large", async () => {
    const { confluence } = site(redirect("https://media.example/a"), new Response("eleven byte"));
    await expect(confluence.download(key, input)).rejects.toMatchObject({ code: "payload_too_large" });
  });
});

describe("call with a form", () => {
  it("sends multipart with its boundary and the header against cross-site requests", async () => {
    let sent: Request | undefined;
    const fetch = async (url: string | URL | Request, init?: RequestInit) => {
      sent = new Request(url, init);
      return Response.json({ results: [] });
    };
    const transport = createTransport({ send: createFetchSend(fetch as typeof globalThis.fetch), clock: systemClock });
    const access = { baseUrl: "https://s.example", authorize: async () => ({ header: "Basic x", fresh: undefined }) };
    const form = new FormData();
    form.append("file", new Blob(["žluťoučký"], { type: "text/plain" }), "kůň.txt");
    await createConfluence({ transport, access, clock: systemClock }).call("v1.createOrUpdateAttachments", {
      path: { id: 1 },
      form,
    });
    expect(sent?.headers.get("x-atlassian-token")).toBe("no-check");
    const file = (await sent?.formData())?.get("file") as File;
    expect([file.name, file.type, await file.text()]).toEqual(["kůň.txt", "text/plain", "žluťoučký"]);
  });
});
