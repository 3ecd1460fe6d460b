import { describe, expect, test } from "vitest";
import { CqlError } from "./cql-error.ts";
import { evaluateCql } from "./evaluate-cql.ts";
import { maximumDepth, parseCql } from "./parse-cql.ts";
import { printCql } from "./print-cql.ts";

const canonical = (text: string) => printCql(parseCql(text));

/** What a text is refused with. */
function refusal(text: string): CqlError {
  try {
    parseCql(text);
  } catch (error) {
    if (error instanceof CqlError) return error;
    throw error;
  }
  throw new Error(`${text} was parsed.`);
}

/** Evaluates a query whose clauses are `t = 1` (true) and `f = 1` (false). */
const truth = (text: string) => evaluateCql(parseCql(text), ({ field }) => field.name === "t");

describe("joining clauses", () => {
  test("AND and OR are read from left to right, without precedence", () => {
    expect(truth("t=1 OR t=1 AND f=1")).toBe(false);
    expect(truth("t=1 OR (t=1 AND f=1)")).toBe(true);
    expect(truth("f=1 AND f=1 OR t=1")).toBe(true);
    expect(truth("f=1 AND (f=1 OR t=1)")).toBe(false);
    expect(truth("f=1 OR t=1 AND t=1 OR f=1 AND f=1")).toBe(false);
  });

  test("the tree of a chain is flat, and nested only where parentheses were", () => {
    const { where } = parseCql("a=1 OR b=2 AND c=3");
    expect(where).toMatchObject({
      kind: "chain",
      first: { field: { name: "a" } },
      rest: [
        { join: "or", operand: { field: { name: "b" } } },
        { join: "and", operand: { field: { name: "c" } } },
      ],
    });
    expect(parseCql("a=1 OR (b=2 AND c=3)").where).toMatchObject({
      kind: "chain",
      rest: [{ join: "or", operand: { kind: "chain", rest: [{ join: "and" }] } }],
    });
  });

  test("NOT binds to the one clause or group after it", () => {
    expect(truth("t=1 AND NOT f=1 AND f=1")).toBe(false);
    expect(truth("t=1 AND NOT (f=1 AND f=1)")).toBe(true);
    expect(truth("t=1 AND NOT NOT t=1")).toBe(true);
    expect(truth("f=1 OR NOT t=1 OR t=1")).toBe(true);
  });

  test("keywords have no case", () => {
    expect(canonical("type=page aNd NoT label iN (x) oR title nOt In (y) oRdEr By created aSc, title DeSC")).toBe(
      'type = "page" AND NOT label IN ("x") OR title NOT IN ("y") ORDER BY created ASC, title DESC',
    );
  });

  test("parentheses that change nothing leave no trace", () => {
    expect(canonical("((type = page)) AND ((a = 1 OR b = 2))")).toBe('type = "page" AND (a = 1 OR b = 2)');
  });

  test("a query may not begin with NOT, not even inside parentheses", () => {
    expect(refusal("NOT space = A")).toMatchObject({ code: "negative_first", offset: 0, end: 3 });
    expect(refusal(" ( (not space = A) or type = page)")).toMatchObject({ code: "negative_first", offset: 4 });
    expect(canonical("type = page AND (NOT space = A)")).toBe('type = "page" AND NOT space = "A"');
  });
});

describe("clauses", () => {
  test.each(["=", "!=", ">", ">=", "<", "<=", "~", "!~"])("%s needs no blanks around it", (operator) => {
    expect(canonical(`title${operator}x`)).toBe(`title ${operator} "x"`);
    expect(canonical(`title ${operator} 'x'`)).toBe(`title ${operator} "x"`);
  });

  test("fields have dots, and properties a key and a path", () => {
    expect(parseCql("user.fullname ~ ada").where).toMatchObject({ field: { name: "user.fullname" } });
    expect(parseCql("content.property[my-key].a.b = 3").where).toMatchObject({
      field: { name: "content.property", key: "my-key", path: ["a", "b"] },
    });
    expect(canonical("content.property[com.example:state] = x")).toBe('content.property[com.example:state] = "x"');
    expect(canonical('content.property["odd ] key"].p = x')).toBe('content.property["odd ] key"].p = "x"');
  });

  test("words, quoted text, numbers and unquoted dates are values", () => {
    expect(parseCql("creator = 99:27935d01-92a7").where).toMatchObject({
      value: { kind: "text", text: "99:27935d01-92a7" },
    });
    expect(parseCql("created > 2014/09/01").where).toMatchObject({ value: { kind: "text", text: "2014/09/01" } });
    expect(parseCql("created > 2014-09-01").where).toMatchObject({ value: { kind: "text", text: "2014-09-01" } });
    expect(parseCql("id = 123").where).toMatchObject({ value: { kind: "number", text: "123" } });
    expect(parseCql("id = '123'").where).toMatchObject({ value: { kind: "text", text: "123" } });
    expect(parseCql("title = Grüße").where).toMatchObject({ value: { kind: "text", text: "Grüße" } });
  });

  test("a backslash frees quotes and backslashes, and otherwise stands for itself", () => {
    const textOf = (query: string) => (parseCql(query).where as { value?: { text?: string } }).value?.text;
    expect(textOf(String.raw`title = "a \"b\" \\ 'c'"`)).toBe(String.raw`a "b" \ 'c'`);
    expect(textOf(String.raw`title = 'it\'s "x"'`)).toBe(`it's "x"`);
    expect(textOf(String.raw`text ~ "C\+\\+"`)).toBe(String.raw`C\+\+`);
    expect(textOf('title = "two\nlines"')).toBe("two\nlines");
  });

  test("functions take words, numbers and text, and stand alone or in lists", () => {
    expect(canonical("space in favouriteSpaces()")).toBe("space IN favouriteSpaces()");
    expect(canonical("id in recentlyViewedContent( 20 , 0 )")).toBe("id IN recentlyViewedContent(20, 0)");
    expect(canonical("space in (favouriteSpaces(), 'FS', 7)")).toBe('space IN (favouriteSpaces(), "FS", 7)');
    expect(canonical("created > now(-4w)")).toBe('created > now("-4w")');
  });

  test("a long chain of clauses is one flat row", () => {
    expect(parseCql(`${"a=1 AND ".repeat(50_000)}a=1`).where).toMatchObject({ rest: { length: 50_000 } });
  });
});

test("every node says where it stood", () => {
  const text = "type = page AND ( NOT (space=A OR x.y in (1, f('z'))) )\n ORDER BY created desc";
  const query = parseCql(text);
  const slices: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("kind" in node && "start" in node && "end" in node)
      slices.push(text.slice(Number(node.start), Number(node.end)));
    for (const child of Object.values(node)) visit(child);
  };
  visit(query);
  expect(slices).toEqual([
    text,
    "type = page AND ( NOT (space=A OR x.y in (1, f('z'))) )",
    "type = page",
    "type",
    "page",
    "NOT (space=A OR x.y in (1, f('z')))",
    "space=A OR x.y in (1, f('z'))",
    "space=A",
    "space",
    "A",
    "x.y in (1, f('z'))",
    "x.y",
    "(1, f('z'))",
    "1",
    "f('z')",
    "'z'",
    "created desc",
    "created",
  ]);
});

describe("refusals say where and why", () => {
  test.each([
    ["", "empty_query", 0],
    [" \n", "empty_query", 2],
    ["ORDER BY created", "expected_field", 0],
    ["release checklist", "expected_operator", 8],
    ["release", "expected_operator", 7],
    ["space", "expected_operator", 5],
    ["space =", "expected_value", 7],
    ["space == A", "expected_value", 7],
    ["space <> A", "expected_value", 7],
    ["space = ~ada", "expected_value", 8],
    ["! space = A", "expected_field", 0],
    ["space ! A", "expected_operator", 6],
    ["space NOT A", "expected_operator", 10],
    ["space IS EMPTY", "expected_operator", 6],
    ["title LIKE x", "expected_operator", 6],
    ["space = A type = page", "expected_join", 10],
    ["space = A, B", "expected_join", 9],
    ["space = A && type = page", "expected_join", 10],
    ["space = A AND", "expected_field", 13],
    ["space = A AND OR type = page", "expected_field", 14],
    ["AND space = A", "expected_field", 0],
    ["12345", "expected_field", 0],
    ['"space" = A', "expected_field", 0],
    ["(space = A", "unbalanced_parenthesis", 0],
    ["space = A)", "unbalanced_parenthesis", 9],
    ["()", "expected_field", 1],
    ["space IN A", "expected_list", 9],
    ["space IN ()", "expected_value", 10],
    ["space IN (A B)", "expected_value", 12],
    ["space IN (A,)", "expected_value", 12],
    ["space IN (A, (B))", "expected_value", 13],
    ["space IN (A", "unbalanced_parenthesis", 9],
    ["space = (A)", "unexpected_list", 8],
    ["created > now(", "expected_value", 14],
    ["created > now('x'", "unbalanced_parenthesis", 13],
    ["created > now(startOfDay())", "expected_value", 24],
    ["space = order", "reserved_word", 8],
    ["space IN (A, LIMIT)", "reserved_word", 13],
    ["limit = 3", "expected_field", 0],
    ["text ~ c++", "reserved_character", 8],
    ["space = a.b", "reserved_character", 9],
    ["created > now(+1d)", "reserved_character", 14],
    ["title = a&b", "unexpected_character", 9],
    ["space\u00a0= A", "invisible_character", 5],
    ["space = A\u200b", "invisible_character", 9],
    ["\ufeffspace = A", "invisible_character", 0],
    ['title = "open', "unterminated_string", 8],
    ["title = 'open\"", "unterminated_string", 8],
    ['title = "open\\"', "unterminated_string", 8],
    ["space = A ORDER created", "expected_join", 16],
    ["space = A ORDER BY", "expected_field", 18],
    ["space = A ORDER BY created,", "expected_field", 27],
    ["space = A ORDER BY created up", "expected_join", 27],
    ["space = A ORDER BY created OR space = B", "expected_join", 27],
    ["(space = A ORDER BY created)", "expected_join", 11],
    ["space = A ORDER BY created) OR (space = B", "unbalanced_parenthesis", 26],
    ["content.property[ = 3", "expected_field", 18],
    ["content.property[x = 3", "unbalanced_parenthesis", 19],
    ["content.property[x].a..b = 3", "expected_field", 19],
    ["a..b = 3", "expected_field", 0],
    ["space = A -- AND", "expected_join", 10],
    ["space = A /* OR space = B */", "expected_join", 10],
    ["space = A # comment", "expected_join", 10],
    ["space = A; space = B", "reserved_character", 9],
  ])("%j is refused with %s at %i", (text, code, offset) => {
    const error = refusal(text);
    expect({ code: error.code, offset: error.offset }).toEqual({ code, offset });
    expect(error.message).toMatch(/\.$/);
  });

  test("line and column are counted from one", () => {
    expect(refusal("type = page\nAND\r\n  space A")).toMatchObject({ line: 3, column: 9 });
  });

  test("plain words get the hint to write a clause", () => {
    expect(refusal("release checklist").hint).toContain('text ~ "your words"');
  });

  test("too many parentheses are refused, and a hundred thousand of them at once", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}a=1${")".repeat(depth)}`;
    expect(canonical(nested(maximumDepth))).toBe("a = 1");
    expect(refusal(nested(maximumDepth + 1)).code).toBe("too_deep");
    expect(refusal(nested(100_000)).code).toBe("too_deep");
    expect(refusal("(".repeat(100_000)).code).toBe("too_deep");
    expect(refusal(`a=1 AND ${"NOT ".repeat(100_000)}b=1`).code).toBe("too_deep");
  });
});
