import { describe, expect, it } from "vitest";
import { parseReference, tinyLinkId } from "./references.ts";

describe("parseReference", () => {
  it.each([
    ["65711", { id: "65711" }],
    ["https://acme.atlassian.net/wiki/spaces/ENG/pages/65711/Release+notes", { id: "65711", type: "page" }],
    ["https://acme.atlassian.net/wiki/spaces/ENG/pages/edit-v2/65711", { id: "65711", type: "page" }],
    ["https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=65711", { id: "65711" }],
    ["https://acme.atlassian.net/wiki/spaces/ENG/blog/2026/03/02/65711/Spring", { id: "65711", type: "blogpost" }],
    ["/wiki/spaces/ENG/pages/65711", { id: "65711", type: "page" }],
    ["ENG:Release notes: March", { spaceKey: "ENG", title: "Release notes: March" }],
    ["~7120208a:My page", { spaceKey: "~7120208a", title: "My page" }],
    ["https://acme.atlassian.net/wiki/display/ENG/Release+notes", { spaceKey: "ENG", title: "Release notes" }],
  ])("reads %s", (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  it("reads tiny links back to the id they were made from", () => {
    const tinyLink = (id: bigint) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(id);
      return bytes.toString("base64").replace(/A*=+$/, "").replace(/A+$/, "").replace(/\//g, "-").replace(/\+/g, "_");
    };
    for (const id of [1n, 65_711n, 4_294_967_296n, 98_765_432_101n])
      expect(tinyLinkId(tinyLink(id))).toBe(id.toString());
  });

  it.each(["", "Release notes", "https://acme.atlassian.net/wiki/home", "-5"])("refuses %j", (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});
