import { describe, expect, it } from "vitest";
import { briefApproval, briefRows } from "./brief-rows.ts";

const row = (more: Record<string, unknown>) => (briefRows({ items: [more] }).items as Record<string, unknown>[])[0];
const site = "https://example.atlassian.net/wiki";

describe("a row of a list over MCP", () => {
  it("keeps what names a thing, and leaves out what goes without saying", () => {
    const page = { id: "1", type: "page", title: "A", status: "current", authorId: "712020:9d", version: 2 };
    expect(row({ ...page, labels: [], parentId: null })).toEqual({ id: "1", type: "page", title: "A", version: 2 });
    expect(row({ id: "1", title: "A", status: "archived" })).toMatchObject({ status: "archived" });
    // Who said it is what a comment is about.
    expect(row({ id: "1", authorId: "712020:9d", body: "Yes" })).toHaveProperty("authorId");
  });

  it("has addresses that still lead there, with their anchors, and times to the minute", () => {
    expect(row({ url: `${site}/spaces/ENG/pages/12/On+call#First` })).toEqual({
      url: `${site}/spaces/ENG/pages/12#First`,
    });
    for (const url of [`${site}/spaces/ENG/blog/2026/11/10/12/Six`, `${site}/spaces/ENG/pages/12/A?focusedCommentId=3`])
      expect(row({ url })).toEqual({ url });
    expect(row({ modifiedAt: "2026-05-20T12:09:44.000Z" })).toEqual({ modifiedAt: "2026-05-20T12:09Z" });
    // The key of a space says its address.
    expect(row({ key: "ENG", url: `${site}/spaces/ENG` })).toEqual({ key: "ENG" });
  });

  it("names a space once, and shortens the excerpts of later hits around the words found", () => {
    const words = Array.from({ length: 60 }, (_, i) => (i === 40 ? "**lag**" : `word${i}`)).join(" ");
    const hit = { spaceKey: "ENG", spaceName: "Engineering", excerpt: words };
    const hits = briefRows({ items: [hit, hit, hit, hit], total: 4 }) as { items: (typeof hit)[]; total: number };
    expect(hits.total).toBe(4);
    expect(hits.items.map(({ spaceName }) => spaceName)).toEqual(["Engineering", undefined, undefined, undefined]);
    expect(hits.items[2]?.excerpt).toBe(words);
    expect(hits.items[3]?.excerpt).toMatch(/^… word\d+ .*\*\*lag\*\*.* word\d+ …$/);
    expect(hits.items[3]?.excerpt.length).toBeLessThan(150);
  });

  it("is as it was where it is no object, and where there is no list", () => {
    expect(briefRows({ items: ["a", 1, null] })).toEqual({ items: ["a", 1, null] });
    expect(briefRows({ title: "A", status: "current" })).toEqual({ title: "A", status: "current" });
  });
});

describe("an approval over MCP", () => {
  const approval = {
    id: "apr_1",
    status: "done",
    input: { pageId: "1" },
    preview: { summary: "Edit it." },
    comment: null,
  };

  it("is not told what was asked, unless a person changed that", () => {
    expect(briefApproval({ ...approval, edited: false })).toEqual({
      id: "apr_1",
      status: "done",
      comment: null,
      summary: "Edit it.",
      edited: false,
    });
    expect(briefApproval({ ...approval, edited: true })).toMatchObject({ input: { pageId: "1" } });
  });
});
