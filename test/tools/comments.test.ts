import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenSite, openSite } from "../open-site.ts";

const v2 = "/wiki/api/v2";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

let serial = 0;
const page = async (body = "One passage here."): Promise<Json> =>
  site.data("confluence_create_page", { spaceId: "ENG", title: `Commented ${++serial}`, body });
const post = async (): Promise<Json> =>
  site.data("confluence_create_blog_post", { spaceId: "ENG", title: `Commented ${++serial}`, body: "A passage." });
const at = async (kind: "footer" | "inline", id: string): Promise<Json> =>
  (await site.site("GET", `${v2}/${kind}-comments/${id}?body-format=storage`)).json;
const bodyOf = async (pageId: string): Promise<string> =>
  (await site.site("GET", `${v2}/pages/${pageId}?body-format=storage`)).json.body.storage.value;
const gone = async (kind: "footer" | "inline", id: string) =>
  (await site.site("GET", `${v2}/${kind}-comments/${id}`)).status === 404;
const footer = (pageId: string, body = "first") => site.data("confluence_add_comment", { pageId, body });
const inline = (pageId: string, selectedText = "passage", body = "hm") =>
  site.data("confluence_add_inline_comment", { pageId, selectedText, body });
const onlyReads = (requests: string[]) => requests.every((request) => request.startsWith("GET"));

/** The comments of a page as the site has them, of both kinds, with replies. */
async function commentsOf(pageId: string): Promise<Json[]> {
  const all: Json[] = [];
  for (const kind of ["footer", "inline"]) {
    const { json } = await site.site("GET", `${v2}/${kind}-comments?body-format=storage&limit=250`);
    all.push(...json.results.filter((one: Json) => one.pageId === pageId));
  }
  return all;
}

async function whileIgnored<T>(match: string, run: () => Promise<T>): Promise<T> {
  const fault = site.emulator.admin.addFault({ kind: "ignored-write", match });
  try {
    return await run();
  } finally {
    site.emulator.admin.removeFault(fault.id);
  }
}

const lostAnswer = (method: string, match: string) =>
  site.emulator.admin.addFault({ kind: "drop-after", method, match, remaining: 1 });

describe("reading comments", () => {
  it("lists those at the foot, those on passages by their state, and all", async () => {
    const { id } = await page();
    const low = await footer(id, "low **one**");
    const high = await inline(id);
    const done = await inline(id, "One");
    await site.data("confluence_resolve_comment", { commentId: done.id });
    const list = async (args: object) =>
      (await site.data("confluence_list_comments", { pageId: id, ...args })).items.map((one: Json) => one.id);
    expect(await list({})).toEqual([low.id]);
    expect(await list({ kind: "inline" })).toEqual([high.id, done.id]);
    expect(await list({ kind: "inline", sort: "-created-date" })).toEqual([done.id, high.id]);
    expect(await list({ resolutionStatus: "open" })).toEqual([high.id]);
    expect(await list({ resolutionStatus: "resolved" })).toEqual([done.id]);
    await site.data("confluence_reopen_comment", { commentId: done.id });
    expect(await list({ resolutionStatus: "open" })).toEqual([high.id, done.id]);
    expect(await list({ kind: "all" })).toEqual([low.id, high.id, done.id]);
    const { items } = await site.data("confluence_list_comments", { pageId: id, kind: "all", format: "storage" });
    expect(items[0]).toMatchObject({ kind: "footer", body: "<p>low <strong>one</strong></p>", pageId: id });
    expect(items[1]).toMatchObject({ kind: "inline", selectedText: "passage", resolutionStatus: "open" });
  });

  it("pages through all comments without loss, whatever the size of a page", async () => {
    const { id } = await page();
    const made: string[] = [];
    for (let i = 0; i < 3; i++) made.push((await footer(id, `low ${i}`)).id);
    for (const words of ["One", "passage", "here"]) made.push((await inline(id, words)).id);
    for (const limit of [1, 2, 3, 4, 5, 6]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const answer = await site.data(
          "confluence_list_comments",
          cursor === undefined ? { pageId: id, kind: "all", limit } : { cursor },
        );
        expect(answer.items.length).toBeLessThanOrEqual(limit);
        seen.push(...answer.items.map((one: Json) => one.id));
        cursor = answer.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(made);
    }
  });

  it("lists those of a blog post, and wants one place", async () => {
    const { id, title } = await post();
    const made = await site.data("confluence_add_comment", { blogPostId: `ENG:${title}`, body: "On a post" });
    const { items } = await site.data("confluence_list_comments", { blogPostId: id, kind: "all" });
    expect(items).toMatchObject([{ id: made.id, blogPostId: id, body: "On a post" }]);
    for (const args of [{}, { pageId: "1", blogPostId: id }, { blogPostId: id, kind: "all", resolutionStatus: "open" }])
      expect((await site.call("confluence_list_comments", args)).error?.code).toBe("invalid_input");
  });

  it("reads one by id or URL, in an older version, and rendered", async () => {
    const { id } = await page();
    const low = await footer(id);
    await site.data("confluence_update_comment", { commentId: low.id, body: "*second*" });
    const read = (args: object) => site.data("confluence_get_comment", { commentId: low.id, ...args });
    expect(await read({})).toMatchObject({ id: low.id, kind: "footer", body: "*second*", version: 2 });
    expect(await read({ commentId: low.url })).toMatchObject({ id: low.id });
    expect(await read({ version: 1 })).toMatchObject({ body: "first", version: 1 });
    expect(await read({ format: "view" })).toMatchObject({ body: "<p><em>second</em></p>" });
    expect(JSON.parse((await read({ format: "adf" })).body).type).toBe("doc");
  });

  it("costs one request for a comment at the foot, two for one on a passage and for one that is not there", async () => {
    const { id } = await page();
    const [low, high] = [await footer(id), await inline(id)];
    const costs = async (tool: string, commentId: string) =>
      (await site.requests(() => site.call(tool, { commentId }))).length;
    for (const tool of ["confluence_get_comment", "confluence_list_comment_replies"]) {
      expect(await costs(tool, low.id)).toBe(1);
      expect(await costs(tool, high.id)).toBe(2);
      expect(await costs(tool, "999999999")).toBe(2);
      expect((await site.call(tool, { commentId: "999999999" })).error).toMatchObject({
        code: "not_found",
        message: expect.stringContaining("no comment 999999999"),
      });
    }
    expect((await site.call("confluence_get_comment", { commentId: (await page()).url })).error?.code).toBe(
      "invalid_input",
    );
  });

  it("lists replies of both kinds, paged", async () => {
    const { id } = await page();
    for (const { id: commentId, kind } of [await footer(id), await inline(id)]) {
      const made: string[] = [];
      for (const body of ["a", "b", "c"])
        made.push((await site.data("confluence_reply_to_comment", { commentId, body })).id);
      const first = await site.data("confluence_list_comment_replies", { commentId, limit: 2 });
      const rest = await site.data("confluence_list_comment_replies", { cursor: first.cursor });
      expect([...first.items, ...rest.items].map((one: Json) => one.id)).toEqual(made);
      expect(first.items[0]).toMatchObject({ kind, body: "a", parentCommentId: commentId });
    }
  });
});

describe("writing comments", () => {
  it("puts them at the foot of pages and posts, and the undo takes them away", async () => {
    const [{ id }, blog] = [await page(), await post()];
    const before = await commentsOf(id);
    const answer = await site.call("confluence_add_comment", { pageId: id, body: "It **works**." });
    expect(await at("footer", answer.data.id)).toMatchObject({
      pageId: id,
      body: { storage: { value: "<p>It <strong>works</strong>.</p>" } },
    });
    await site.undo(answer);
    expect(await commentsOf(id)).toEqual(before);
    const other = await site.data("confluence_add_comment", { blogPostId: blog.id, body: "x" });
    expect(await at("footer", other.id)).toMatchObject({ blogPostId: blog.id });
  });

  it("answers comments and replies of either kind, and the undo takes the answer away", async () => {
    const { id } = await page();
    for (const { id: commentId, kind } of [await footer(id), await inline(id)]) {
      const before = await commentsOf(id);
      const reply = await site.call("confluence_reply_to_comment", { commentId, body: "a reply" });
      expect(await at(kind, reply.data.id)).toMatchObject({
        parentCommentId: commentId,
        body: { storage: { value: "<p>a reply</p>" } },
      });
      const deeper = await site.data("confluence_add_comment", { parentCommentId: reply.data.id, body: "deeper" });
      expect(await at(kind, deeper.id)).toMatchObject({ parentCommentId: reply.data.id });
      await site.data("confluence_delete_comment", { commentId: deeper.id });
      await site.undo(reply);
      expect(await commentsOf(id)).toEqual(before);
    }
  });

  it("comments on a passage, and the undo leaves page and comments as before", async () => {
    const { id } = await page("Two words, two words, *two* words.");
    const before = [await bodyOf(id), await commentsOf(id)];
    const answer = await site.call("confluence_add_inline_comment", {
      pageId: id,
      selectedText: "two  words",
      occurrence: 2,
      body: "Which?",
    });
    expect(answer.data).toMatchObject({ kind: "inline", selectedText: "two words", body: "Which?" });
    expect(await bodyOf(id)).toMatch(/two words, <ac:inline-comment-marker [^>]*><em>two<\/em>|<em><ac:inline-comment/);
    await site.undo(answer);
    expect([await bodyOf(id), await commentsOf(id)]).toEqual(before);
  });

  it("says how often a passage occurs when it is not clear which is meant, before anything is sent", async () => {
    const { id, title } = await page(
      "```\ncode here\n```\n\nThe code is code.\n\n- code\n\n| a | b |\n|---|---|\n| code | x |",
    );
    const trial = (args: object) =>
      site.call("confluence_add_inline_comment", { pageId: id, body: "hm", selectedText: "code", ...args });
    const requests = await site.requests(async () => {
      expect((await trial({})).error).toMatchObject({
        code: "ambiguous_reference",
        message: `"code" occurs 4 times in the page "${title}".`,
        details: { occurrences: 4, places: ["The code is code.", "The code is code.", "code", "code | x"] },
      });
      expect((await trial({ occurrence: 5 })).error).toMatchObject({
        code: "invalid_input",
        message: expect.stringContaining("occurs 4 times"),
      });
      expect((await trial({ selectedText: "no such words" })).error).toMatchObject({
        code: "not_found",
        message: expect.stringContaining("occurs 0 times"),
      });
    });
    expect(onlyReads(requests)).toBe(true);
    for (const occurrence of [1, 2, 3, 4]) {
      const { data } = await trial({ occurrence });
      expect(data).toMatchObject({ kind: "inline", selectedText: "code" });
    }
    expect((await bodyOf(id)).match(/<ac:inline-comment-marker/g)).toHaveLength(4);
  });

  it("finds passages through links, marks, entities and odd spaces, on posts too", async () => {
    const { id } = await page("Fish &amp; chips with **salt** and [vinegar](https://example.org) today.");
    for (const selectedText of ["Fish & chips", "with salt and vinegar today"]) {
      expect(await inline(id, selectedText)).toMatchObject({ selectedText });
    }
    const blog = await post();
    const made = await site.data("confluence_add_inline_comment", {
      blogPostId: blog.id,
      selectedText: "A passage",
      body: "x",
    });
    expect(await at("inline", made.id)).toMatchObject({ blogPostId: blog.id });
  });

  it("changes their text, keeps the rest, and the undo brings the text back", async () => {
    const { id } = await page();
    for (const { id: commentId, kind } of [await footer(id), await inline(id)]) {
      const before = await at(kind, commentId);
      const answer = await site.call("confluence_update_comment", { commentId, body: "*new*", version: 2 });
      expect(answer.data).toMatchObject({ body: "*new*", version: 2 });
      const now = await at(kind, commentId);
      expect(now).toMatchObject({ version: { number: 2 }, body: { storage: { value: "<p><em>new</em></p>" } } });
      expect(now.properties).toEqual(before.properties);
      await site.undo(answer);
      expect(await at(kind, commentId)).toMatchObject({ body: before.body, version: { number: 3 } });
    }
  });

  it("refuses a version that is not the next, and sends nothing for the same text", async () => {
    const { id } = await page();
    const low = await footer(id, "same");
    const stale = await site.call("confluence_update_comment", { commentId: low.id, body: "x", version: 3 });
    expect(stale.error).toMatchObject({ code: "version_conflict", details: { currentVersion: 1 } });
    const requests = await site.requests(async () => {
      const { data, meta } = await site.call("confluence_update_comment", { commentId: low.id, body: "same" });
      expect(data.version).toBe(1);
      expect(meta.undoable).toBe(false);
    });
    expect(requests).toEqual([`GET ${v2}/footer-comments/${low.id}`]);
  });

  it("says that the text of another's comment is not the account's to change", async () => {
    const me = (await site.site("GET", "/wiki/rest/api/user/current")).json.accountId;
    const { json } = await site.site("GET", `${v2}/inline-comments?limit=250`);
    const other = json.results.find((one: Json) => one.version.authorId !== me);
    const { error } = await site.call("confluence_update_comment", { commentId: other.id, body: "Mine now." });
    expect(error).toMatchObject({ code: "forbidden", hint: expect.stringContaining("reply to it") });
  });

  it("resolves and reopens inline comments, each the other's undo, once", async () => {
    const { id } = await page();
    const high = await inline(id);
    const state = async () => (await at("inline", high.id)).resolutionStatus;
    const resolved = await site.call("confluence_resolve_comment", { commentId: high.id });
    expect([resolved.data.resolutionStatus, await state()]).toEqual(["resolved", "resolved"]);
    const again = await site.requests(() => site.data("confluence_resolve_comment", { commentId: high.id }));
    expect(onlyReads(again)).toBe(true);
    await site.undo(resolved);
    expect(await state()).toBe("reopened");
    await site.data("confluence_resolve_comment", { commentId: high.id });
    const reopened = await site.call("confluence_reopen_comment", { commentId: high.id });
    await site.undo(reopened);
    expect(await state()).toBe("resolved");
    expect((await at("inline", high.id)).body.storage.value).toBe("<p>hm</p>");
  });

  it("says clearly what cannot be resolved", async () => {
    const { id } = await page();
    const [low, high] = [await footer(id), await inline(id)];
    const reply = await site.data("confluence_reply_to_comment", { commentId: high.id, body: "yes" });
    expect((await site.call("confluence_resolve_comment", { commentId: low.id })).error).toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("only inline comments"),
    });
    expect((await site.call("confluence_reopen_comment", { commentId: reply.id })).error).toMatchObject({
      code: "invalid_input",
      details: { parentCommentId: high.id },
    });
    await site.data("confluence_update_page", { pageId: id, body: "<p>Gone.</p>", format: "storage" });
    expect((await at("inline", high.id)).resolutionStatus).toBe("dangling");
    for (const [tool, args] of [
      ["confluence_resolve_comment", {}],
      ["confluence_update_comment", { body: "x" }],
    ] as const) {
      expect((await site.call(tool, { commentId: high.id, ...args })).error).toMatchObject({
        code: "conflict",
        message: expect.stringContaining("passage it was on is gone"),
      });
    }
    await site.data("confluence_delete_comment", { commentId: high.id });
    expect(await gone("inline", high.id)).toBe(true);
  });

  it("deletes comments for good, which the preview says", async () => {
    const { id } = await page();
    const body = await bodyOf(id);
    for (const { id: commentId, kind } of [await footer(id), await inline(id)]) {
      await site.data("confluence_reply_to_comment", { commentId, body: "a reply" });
      const { data } = await site.call("confluence_delete_comment", { commentId, dryRun: true });
      expect(data.irreversible).toContain("for good");
      expect(data.summary).toContain("with its 1 reply");
      expect(data.changes[0].sourceDiff).toMatch(/^- <p>/);
      const deleted = await site.call("confluence_delete_comment", { commentId });
      expect(deleted).toMatchObject({ data: { id: commentId, status: "deleted" }, meta: { undoable: false } });
      expect(await gone(kind, commentId)).toBe(true);
    }
    expect(await bodyOf(id)).toBe(body);
  });
});

describe("writes of comments that go wrong", () => {
  /** Every write on a page of its own: its arguments, what it asks of which path, and whether it has happened. */
  const writes = async () => {
    const { id } = await page();
    const [low, high, done] = [await footer(id), await inline(id), await inline(id, "One")];
    await site.data("confluence_resolve_comment", { commentId: done.id });
    const count = async () => (await commentsOf(id)).length;
    const one = (kind: string, of: Json) => `/${kind}-comments/${of.id}`;
    return [
      ["confluence_add_comment", { pageId: id, body: "new" }, "POST", "/footer-comments", count],
      ["confluence_add_inline_comment", { pageId: id, selectedText: "here", body: "new" }, "POST", "/inline-c", count],
      ["confluence_reply_to_comment", { commentId: high.id, body: "yes" }, "POST", "/inline-comments", count],
      [
        "confluence_update_comment",
        { commentId: low.id, body: "changed" },
        "PUT",
        one("footer", low),
        async () => (await at("footer", low.id)).body.storage.value,
      ],
      [
        "confluence_resolve_comment",
        { commentId: high.id },
        "PUT",
        one("inline", high),
        async () => (await at("inline", high.id)).resolutionStatus,
      ],
      [
        "confluence_reopen_comment",
        { commentId: done.id },
        "PUT",
        one("inline", done),
        async () => (await at("inline", done.id)).resolutionStatus,
      ],
      ["confluence_delete_comment", { commentId: low.id }, "DELETE", one("footer", low), count],
    ] as const;
  };

  it("only show on a dry run what they would do", async () => {
    for (const [tool, args] of await writes()) {
      const requests = await site.requests(async () => {
        const { data, meta } = await site.call(tool, { ...args, dryRun: true });
        expect(meta.dryRun).toBe(true);
        expect(data.summary).toMatch(/"(Re: )?Commented \d+"/);
      });
      expect([tool, onlyReads(requests)]).toEqual([tool, true]);
    }
  });

  it("notice a write that Confluence accepts and ignores", async () => {
    for (const [tool, args, , match, state] of await writes()) {
      const before = await state();
      const { error } = await whileIgnored(match, () => site.call(tool, args));
      expect([tool, error?.code]).toEqual([tool, "upstream_error"]);
      expect(error?.message).toContain("accepted");
      expect(await state()).toEqual(before);
    }
  });

  it("find out what became of a write whose answer was lost, and do it once", async () => {
    for (const [tool, args, method, match, state] of await writes()) {
      const before = await state();
      lostAnswer(method, match);
      const answer = await site.call(tool, args);
      expect([tool, answer.error]).toEqual([tool, null]);
      const after = await state();
      expect(after).not.toEqual(before);
      if (typeof after === "number") expect(Math.abs(after - (before as number))).toBe(1);
      if (tool !== "confluence_delete_comment") await site.undo(answer);
    }
  });

  it("cost a fixed number of requests", async () => {
    const most = [3, 3, 4, 3, 4, 4, 4];
    const all = await writes();
    for (const [index, [tool, args]] of all.entries()) {
      const requests = await site.requests(() => site.data(tool, args));
      expect([tool, requests.length]).toEqual([tool, most[index]]);
    }
  });

  it("are refused to an agent outside its spaces, and done inside", async () => {
    const { id } = await page();
    const low = await footer(id);
    const allowed = { groups: { Pages: { level: "write", allowDelete: true } } };
    const inside = await site.agent({ ...allowed, spaces: { only: ["ENG"] } });
    const outside = await site.agent({ ...allowed, spaces: { only: ["HQ"] } });
    for (const tool of ["confluence_get_comment", "confluence_list_comment_replies"]) {
      expect((await inside.call(tool, { commentId: low.id })).error).toBeNull();
      expect((await outside.call(tool, { commentId: low.id })).error).not.toBeNull();
    }
    const high = await inside.call("confluence_add_inline_comment", {
      pageId: id,
      selectedText: "passage",
      body: "x",
    });
    expect(high.error).toBeNull();
    expect((await outside.call("confluence_resolve_comment", { commentId: high.data.id })).error).not.toBeNull();
    expect((await inside.call("confluence_resolve_comment", { commentId: high.data.id })).error).toBeNull();
  });
});
