import { describe, expect, test } from "vitest";
import { and, call, clause, cql, not, or } from "./build-cql.ts";
import { CqlError } from "./cql-error.ts";
import { clausesOf, evaluateCql, foldCql } from "./evaluate-cql.ts";
import { parseCql } from "./parse-cql.ts";
import { printCql, quote } from "./print-cql.ts";
import { andClause, restrictToSpaces, type SpaceLimit } from "./restrict-to-spaces.ts";
import { validateCql } from "./validate-cql.ts";

const limited = (text: string, limit: SpaceLimit = { only: ["ENG", "~ada"] }) =>
  printCql(restrictToSpaces(parseCql(text), limit));

describe("a query limited to spaces", () => {
  test("is the limit and the whole original", () => {
    expect(limited("text ~ release")).toBe('space IN ("ENG", "~ada") AND text ~ "release"');
    expect(limited("text ~ a OR space = HR")).toBe('space IN ("ENG", "~ada") AND (text ~ "a" OR space = "HR")');
    expect(limited("text ~ a AND b = 1 OR type = page")).toBe(
      'space IN ("ENG", "~ada") AND (text ~ "a" AND b = 1 OR type = "page")',
    );
  });

  test("keeps its order", () => {
    expect(limited("type = page OR type = blogpost order by created desc, title")).toBe(
      'space IN ("ENG", "~ada") AND (type = "page" OR type = "blogpost") ORDER BY created DESC, title',
    );
  });

  test("can leave spaces out, and personal ones with them", () => {
    expect(limited("a = 1 OR b = 2", { except: ["HR"] })).toBe('(a = 1 OR b = 2) AND space NOT IN ("HR")');
    expect(limited("a = 1 OR b = 2", { except: ["HR"], withoutPersonal: true })).toBe(
      '((a = 1 OR b = 2) AND space NOT IN ("HR")) AND space.type != "personal"',
    );
    expect(limited("a = 1", { except: [], withoutPersonal: true })).toBe('a = 1 AND space.type != "personal"');
    expect(limited("a = 1 OR b = 2", { except: [] })).toBe("a = 1 OR b = 2");
  });

  test("is refused when no space is allowed, rather than left open", () => {
    const limit = () => restrictToSpaces(parseCql("type = page"), { only: [] });
    expect(limit).toThrow(CqlError);
    expect(limit).toThrow(expect.objectContaining({ code: "no_space_allowed" }));
  });

  test("does not begin with a negative clause when the limit is one", () => {
    for (const limit of [{ only: ["A"] }, { except: ["A"] }, { except: [], withoutPersonal: true }])
      expect(validateCql(restrictToSpaces(parseCql("type = page"), limit))).toEqual([]);
    expect(validateCql(restrictToSpaces(parseCql("space != A"), { only: ["B"] }))).toEqual([]);
  });

  test("holds space keys that try to be more as plain text", () => {
    const key = 'A") OR (space = "B';
    const text = limited("type = page", { only: [key] });
    expect(text).toBe('space IN ("A\\") OR (space = \\"B") AND type = "page"');
    expect(parseCql(text).where).toMatchObject({ first: { value: { items: [{ text: key }] } } });
  });
});

/** Queries that try to get out, all of them valid; the page is in HR and called Secret. */
const escapes = [
  "space = HR",
  "title = Secret OR space = HR",
  "space = ENG OR space = HR",
  "space = ENG AND title = x OR title = Secret",
  "type = page OR (space = HR)",
  "type = page AND NOT (space = ENG)",
  "type = page AND NOT NOT space = HR",
  "space != ENG",
  "space NOT IN (ENG)",
  "space IN (ENG, HR)",
  "space in favouriteSpaces() or type = page",
  "((((space = HR))))",
  "id = 1 OR ancestor = 1 OR parent = 1",
  'title = ") OR space = HR OR (" OR space = HR',
  String.raw`title = "\") OR space = HR OR (\"" OR space = HR`,
  String.raw`title = "x\\" OR space = HR OR title = "\\"`,
  String.raw`title = 'it\'s") OR (space = HR' OR space = HR`,
  'title = "a /* " OR space = HR OR title = " */ b"',
  'title = "a -- " OR space = HR',
  'title = "\u200b\u202e" OR space = HR',
  'title = "\n) OR space = HR OR (\n" OR type = page',
  "space = HR ORDER BY title",
  'type = page ORDER BY content.property["x] OR (space = HR"].a',
  'content.property["x] = 1) OR (space"].y = HR OR space = HR',
  "SPACE.KEY = hr OR Space = HR",
  'title ~ "Secret\\" OR space = HR OR title ~ \\"" OR space = HR',
];

test.each(escapes)("%s does not get out of its spaces", (text) => {
  const secret = { space: "HR", title: "Secret" };
  const query = restrictToSpaces(parseCql(text), { only: ["ENG"] });
  const reread = parseCql(printCql(query));
  for (const hostile of [query, reread]) {
    expect(hostile.where).toMatchObject({ kind: "chain", first: { field: { name: "space" }, operator: "IN" } });
    expect(hostile.where).toMatchObject({ rest: [{ join: "and" }] });
    // Even when every other clause is taken to hold, whatever it says.
    for (const rest of [true, false]) {
      const first = [...clausesOf(hostile)][0];
      let asked = 0;
      const holds = evaluateCql(hostile, (asking) => {
        asked += 1;
        return asked === 1 ? asking.value === first?.value && secret.space === "ENG" : rest;
      });
      expect(holds).toBe(false);
    }
  }
  expect(printCql(reread)).toBe(printCql(query));
});

test.each([
  "type = page) OR (space = HR",
  "type = page ORDER BY created) OR (space = HR",
  'title = "a" OR space = HR) --',
  "type = page ORDER BY title DESC, (space = HR)",
  "type = page ORDER BY title OR space = HR",
  'type = page" OR space = HR OR title = "',
  "type = page /* ) OR space = HR */",
  "type = page \u2028OR space = HR",
  "type = page\u00a0OR space = HR",
  "type = page; space = HR",
  "space\u200b = HR",
])("%s is no query, so there is nothing to limit", (text) => {
  expect(() => parseCql(text)).toThrow(CqlError);
});

describe("any further condition", () => {
  test("is added without touching the meaning of the rest", () => {
    const query = parseCql("a = 1 OR b = 2 ORDER BY title");
    expect(printCql(andClause(query, clause("type", "=", "page")))).toBe(
      'type = "page" AND (a = 1 OR b = 2) ORDER BY title',
    );
    expect(printCql(andClause(query, not(clause("type", "=", "page"))))).toBe(
      '(a = 1 OR b = 2) AND NOT type = "page" ORDER BY title',
    );
    expect(printCql(andClause(query, or(clause("x", "=", 1), clause("y", "=", 2))))).toBe(
      "(x = 1 OR y = 2) AND (a = 1 OR b = 2) ORDER BY title",
    );
  });
});

describe("builders", () => {
  test("make whole queries", () => {
    const query = cql(
      and(
        clause("type", "IN", ["page", "blogpost"]),
        or(clause("created", ">=", call("now", "-4w")), clause("id", "IN", call("recentlyViewedContent", 10, 0))),
        not(clause("label", "=", 'a "b" \\')),
        clause('content.property["x y"].z', "=", 3),
      ),
      ["lastmodified", "desc"],
      ["title"],
    );
    const text = printCql(query);
    expect(text).toBe(
      'type IN ("page", "blogpost") AND (created >= now("-4w") OR id IN recentlyViewedContent(10, 0)) AND NOT label = "a \\"b\\" \\\\" AND content.property["x y"].z = 3 ORDER BY lastmodified DESC, title',
    );
  });

  test("one operand needs no joining", () => {
    const only = clause("a", "=", "b");
    expect(and(only)).toBe(only);
    expect(or(only)).toBe(only);
  });

  test("refuse what is no field, no function, no number or no list", () => {
    expect(() => clause("space = A OR title", "=", "x")).toThrow(CqlError);
    expect(() => clause("a b", "=", "x")).toThrow(CqlError);
    expect(() => clause("", "=", "x")).toThrow(CqlError);
    expect(() => clause("order", "=", "x")).toThrow(CqlError);
    expect(() => call("now() OR x")).toThrow(RangeError);
    expect(() => clause("id", "=", Number.NaN)).toThrow(RangeError);
    expect(() => clause("id", "=", 1e21)).toThrow(RangeError);
    expect(() => clause("id", "IN", [])).toThrow(RangeError);
    expect(() => clause("id", "IN", "x")).toThrow(RangeError);
    expect(() => clause("id", "=", ["x"])).toThrow(RangeError);
    expect(() => cql(clause("a", "=", 1), ["title DESC, (x"])).toThrow(CqlError);
  });

  test("print refuses names that were not checked", () => {
    const forged = { ...clause("a", "=", 1), field: { kind: "field", name: "a = 1 OR b", start: 0, end: 0 } } as const;
    expect(() => printCql(forged)).toThrow(RangeError);
  });

  test("quote holds any text", () => {
    expect(quote('say "no" \\')).toBe('"say \\"no\\" \\\\"');
  });
});

describe("folding", () => {
  const sets: Record<string, number[]> = { a: [1, 2], b: [2, 3], c: [3, 4] };
  const all = [1, 2, 3, 4, 5];
  const fold = (text: string) =>
    foldCql<number[]>(parseCql(text), {
      clause: ({ field }) => sets[field.name] ?? [],
      not: (set) => all.filter((item) => !set.includes(item)),
      and: (left, right) => left.filter((item) => right.includes(item)),
      or: (left, right) => all.filter((item) => left.includes(item) || right.includes(item)),
    });

  test("combines the sets of a store from left to right", () => {
    expect(fold("a=1 OR b=1 AND c=1")).toEqual([3]);
    expect(fold("a=1 OR (b=1 AND c=1)")).toEqual([1, 2, 3]);
    expect(fold("a=1 AND NOT b=1")).toEqual([1]);
    expect(fold("a=1 AND b!=1")).toEqual([1]);
    expect(fold("a=1 OR b NOT IN (1)")).toEqual([1, 2, 4, 5]);
  });
});
