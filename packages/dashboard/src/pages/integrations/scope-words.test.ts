import { describe, expect, test } from "vitest";
import { scopeWords } from "./scope-words.ts";

describe("scopeWords", () => {
  test("gathers what may be read, changed and deleted", () => {
    const scopes = ["read:page:confluence", "write:page:confluence", "read:space:confluence", "delete:page:confluence"];
    expect(scopeWords(scopes).rights).toEqual([
      { verb: "Read", nouns: ["pages", "spaces"] },
      { verb: "Create and change", nouns: ["pages"] },
      { verb: "Delete", nouns: ["pages"] },
    ]);
  });

  test("says classic and granular scopes of one right once", () => {
    const scopes = ["read:user:confluence", "read:confluence-user", "readonly:content.attachment:confluence"];
    expect(scopeWords(scopes).rights).toEqual([{ verb: "Read", nouns: ["people", "attachments"] }]);
  });

  test("turns search, the profile and offline access into sentences", () => {
    expect(scopeWords(["search:confluence", "read:me", "offline_access"])).toEqual({
      rights: [],
      also: ["Search everything", "See name and e-mail", "Stay connected"],
      unknown: [],
    });
  });

  test("shows scopes it does not know as they are, rather than hiding a right", () => {
    expect(scopeWords(["launch:rocket:confluence", "odd"]).unknown).toEqual(["launch:rocket:confluence", "odd"]);
  });
});
