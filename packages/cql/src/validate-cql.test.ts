import { describe, expect, test } from "vitest";
import { cqlFieldNames, cqlFields } from "./fields.ts";
import { cqlFunctions } from "./functions.ts";
import { parseCql } from "./parse-cql.ts";
import { type ValidateOptions, validateCql } from "./validate-cql.ts";

const problems = (text: string, options?: ValidateOptions) =>
  validateCql(parseCql(text), options).map(({ code, offset }) => [code, offset]);
const hintFor = (text: string) => validateCql(parseCql(text))[0]?.hint;

test.each([
  'type = page AND space = ENG AND text ~ "release checklist" ORDER BY lastmodified DESC',
  "lastModified < startOfYear() or label = needs_review",
  'created >= now("-4w") and creator = currentUser() and mention != currentUser()',
  "label = cql and not space = dev",
  "ancestor in (123, 456) and id in recentlyViewedContent(10, 0)",
  "space in (favouriteSpaces(), 'FS') order by title, created asc",
  'title = "\\"Advanced Searching\\""',
  "type in (page, blogpost) and created > 2014/09/01",
  'type = "ac:com.example.app:note"',
  "space = currentSpace() and content.property[words].count <= 1000",
  'siteSearch ~ "roll back" and space.type = global',
  "container = att123 AND favorite = currentUser()",
])("nothing is wrong with %s", (text) => {
  expect(problems(text)).toEqual([]);
});

describe("problems", () => {
  test.each([
    ["author = ada", "unknown_field", 0],
    ["content.properties[a].b = 3", "unknown_field", 0],
    ["title[x] = 3", "unknown_field", 0],
    ["type = page ORDER BY nothing", "unknown_field", 21],
    ["text = word", "operator_not_allowed", 0],
    ["space ~ ENG", "operator_not_allowed", 0],
    ["space > ENG", "operator_not_allowed", 0],
    ["created IN (2014/09/01)", "operator_not_allowed", 0],
    ["creator = someUser()", "unknown_function", 10],
    ["title = currentUser()", "function_not_allowed", 8],
    ["created > currentUser()", "function_not_allowed", 10],
    ["space = favouriteSpaces()", "function_not_allowed", 8],
    ["creator = currentUser(1)", "bad_argument", 10],
    ['created > now("4 weeks")', "bad_argument", 14],
    ['created > now("-4W")', "bad_argument", 14],
    ["id IN recentlyViewedContent(ten)", "bad_argument", 28],
    ['created > "last week"', "bad_date", 10],
    ["created > 2026-02-30", "bad_date", 10],
    ['created > "2026-02-03T10:00:00Z"', "bad_date", 10],
    ["created > 2026", "bad_date", 10],
    ["parent = Home", "bad_value", 9],
    ["id IN (1, two)", "bad_value", 10],
    ["type = pages", "bad_value", 7],
    ['text ~ ""', "bad_text", 7],
    ['text ~ "*end"', "bad_text", 7],
    [String.raw`text ~ "\"open"`, "bad_text", 7],
    ["type = page ORDER BY label", "not_sortable", 21],
    ["type = page ORDER BY text", "not_sortable", 21],
    ["space != ENG AND type = page", "negative_first", 0],
    ["((label NOT IN (a)) AND type = page)", "negative_first", 2],
    ["title !~ x", "negative_first", 0],
  ])("%s has %s at %i", (text, code, offset) => {
    expect(problems(text)).toEqual([[code, offset]]);
    const [problem] = validateCql(parseCql(text));
    expect(problem?.message).toMatch(/\.$/);
    expect(problem?.hint).toMatch(/\S/);
  });

  test("all of them are reported, in the order of the text", () => {
    expect(problems("author = x AND text = y\nAND created > soon ORDER BY label").map(([code]) => code)).toEqual([
      "unknown_field",
      "operator_not_allowed",
      "bad_date",
      "not_sortable",
    ]);
  });

  test("line and column point into the query", () => {
    expect(validateCql(parseCql("type = page\n  AND author = x"))[0]).toMatchObject({ line: 2, column: 7 });
  });

  test("hints name the field that was meant", () => {
    expect(hintFor("author = x")).toBe("Did you mean creator?");
    expect(hintFor("lastmodifed > now()")).toBe("Did you mean lastmodified?");
    expect(hintFor("body ~ x")).toBe("Did you mean text?");
    expect(hintFor("updated > now()")).toBe("Did you mean lastmodified?");
    expect(hintFor("tag = x")).toBe("Did you mean label?");
    expect(hintFor("zzzzzz = x")).toContain("The fields are");
    expect(hintFor("creator = curentUser()")).toBe("Did you mean currentUser()?");
    expect(hintFor('created > "2026-02-03T10:00:00Z"')).toContain('"2026-02-03 10:00"');
  });

  test("user fields belong to the search for people, and only they do", () => {
    expect(problems("user = currentUser()", { search: "user" })).toEqual([]);
    expect(problems('user.fullname ~ "ada"', { search: "user" })).toEqual([]);
    expect(problems("user.accountid = x", { search: "content" })).toEqual([["field_not_here", 0]]);
    expect(problems("type = page", { search: "user" })).toEqual([["field_not_here", 0]]);
  });

  test("no more than fifty problems are reported, however long the query", () => {
    const started = performance.now();
    expect(validateCql(parseCql(`${"a=1 AND ".repeat(50_000)}a=1`))).toHaveLength(50);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("the tables", () => {
  test("every name means one field", () => {
    expect(new Set(cqlFieldNames).size).toBe(cqlFieldNames.length);
    expect(cqlFieldNames).toEqual(cqlFieldNames.map((name) => name.toLowerCase()));
  });

  test("every function a field names exists, and is a value of some field", () => {
    const named = new Set(cqlFields.flatMap((field) => field.functions));
    expect([...named].sort()).toEqual(cqlFunctions.map((it) => it.name).sort());
  });

  test("no two fields are meant by the same word, and none by the name of another", () => {
    const words = cqlFields.flatMap((field) => field.meantBy);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => cqlFieldNames.includes(word))).toEqual([]);
  });
});
