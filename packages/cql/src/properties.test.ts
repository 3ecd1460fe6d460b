import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CqlExpression, CqlOperator, CqlQuery } from "./ast.ts";
import { and, type ClauseValue, call, clause, cql, not, or } from "./build-cql.ts";
import { CqlError } from "./cql-error.ts";
import { compileCql, evaluateCql, foldCql, type PositiveClause } from "./evaluate-cql.ts";
import { cqlFieldNames } from "./fields.ts";
import { cqlFunctions } from "./functions.ts";
import { beginsNegative } from "./negative-first.ts";
import { parseCql } from "./parse-cql.ts";
import { printCql } from "./print-cql.ts";
import { reservedWords } from "./reserved.ts";
import { restrictToSpaces } from "./restrict-to-spaces.ts";
import { validateCql } from "./validate-cql.ts";

const spaces = ["ENG", "HR", "~ada", "order", "A B", "2024"];

const nastyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    '"',
    "\\",
    '\\"',
    "'",
    ") OR space = HR OR (",
    '") OR space = "HR',
    "/* */",
    "--",
    "\u200b",
    "\n",
    "",
  ),
  fc
    .array(fc.constantFrom('"', "'", "\\", ")", "(", " OR ", "space", "=", "HR", "\n", "ORDER BY ", "a"), {
      maxLength: 10,
    })
    .map((pieces) => pieces.join("")),
);
const text = fc.oneof(fc.constantFrom(...spaces), nastyText);
const fieldName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("space", "title") },
  fc.constantFrom(...cqlFieldNames),
  fc
    .tuple(fc.stringMatching(/^[\p{L}\d_.:-]{1,8}$/u), fc.constantFrom("", ".a", ".a.b-c"))
    .map(([key, path]) => `content.property["${key}"]${path}`),
);
const functionCall = fc
  .tuple(
    fc.constantFrom(...cqlFunctions.map(({ label }) => label)),
    fc.array(fc.oneof(text, fc.integer()), { maxLength: 2 }),
  )
  .map(([name, args]) => call(name, ...args));
const scalar = fc.oneof({ weight: 3, arbitrary: text }, fc.integer(), functionCall);

const anyClause = fc
  .tuple(
    fieldName,
    fc.oneof(
      fc.tuple(fc.constantFrom<CqlOperator>("=", "!=", ">", ">=", "<", "<=", "~", "!~"), scalar),
      fc.tuple(
        fc.constantFrom<CqlOperator>("IN", "NOT IN"),
        fc.oneof(functionCall, fc.array(scalar, { minLength: 1, maxLength: 3 })),
      ),
    ),
  )
  .map(([field, [operator, value]]) => clause(field, operator, value as ClauseValue));

const expression = fc.letrec<{ any: CqlExpression; chain: CqlExpression; clause: CqlExpression }>((tie) => ({
  any: fc.oneof({ maxDepth: 5 }, tie("clause"), tie("chain"), tie("any").map(not)),
  clause: anyClause,
  chain: fc
    .tuple(
      tie("any"),
      fc.array(fc.tuple(fc.constantFrom<"and" | "or">("and", "or"), tie("any")), { minLength: 1, maxLength: 4 }),
    )
    .map(([first, links]) => ({
      kind: "chain" as const,
      first,
      rest: links.map(([join, operand]) => ({ join, operand, start: 0, end: 0 })),
      start: 0,
      end: 0,
    })),
})).any;

const sort = fc.oneof(fc.tuple(fieldName), fc.tuple(fieldName, fc.constantFrom<"asc" | "desc">("asc", "desc")));
const query: fc.Arbitrary<CqlQuery> = fc
  .tuple(expression, fc.array(sort, { maxLength: 2 }))
  .map(([where, orderBy]) => cql(where, ...orderBy))
  // Such a query can be built, but Confluence does not take it.
  .filter(({ where }) => beginsNegative(where)?.kind !== "not");

/** The tree without the places of its nodes. */
function tree({ where, orderBy }: CqlQuery): unknown {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node)
        .filter(([name]) => name !== "start" && name !== "end")
        .map(([name, value]) => [name, strip(value)]),
    );
  };
  return strip({ where, orderBy });
}

/** CQL with its pieces in any order: most of it wrong, all of it near to something right. */
const nearlyCql = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."space = != ~ !~ >= < IN NOT AND OR ( ) , [ ] . ORDER BY ASC desc title text currentUser() now( page 12 -3.5 2014/09/01".split(
          " ",
        ),
        ...reservedWords,
      ),
      text.map((value) => JSON.stringify(value)),
      fc.constantFrom(" ", "\t", "\n", "'", '"', "\\", "\u00a0", "\u200b", "&&", "!", "~"),
    ),
    { maxLength: 20 },
  )
  .chain((pieces) => fc.constantFrom("", " ").map((between) => pieces.join(between)));

describe("for all queries", () => {
  test("what is printed parses to the same tree", () => {
    fc.assert(
      fc.property(query, (built) => {
        const printed = printCql(built);
        const parsed = parseCql(printed);
        expect(tree(parsed)).toEqual(tree(built));
        expect(printCql(parsed)).toBe(printed);
      }),
      { numRuns: 2000 },
    );
  });

  test("blanks, case and more parentheses change nothing", () => {
    fc.assert(
      fc.property(query.map(printCql), (printed) => {
        const strings: string[] = [];
        const bare = printed.replace(/"(?:\\[\s\S]|[^"\\])*"/g, (string) => `\u0001${strings.push(string) - 1}\u0001`);
        const restored = bare
          .replace(/\b(AND|OR|NOT|IN|ORDER BY|ASC|DESC)\b/g, (word) => word.toLowerCase().replace(" ", "\t\n"))
          .replace(/^(.*?)( order\t\nby .*)?$/s, "( ( $1 ) )$2")
          .replace(/\u0001(\d+)\u0001/g, (_, index: string) => strings[Number(index)] ?? "");
        expect(tree(parseCql(restored))).toEqual(tree(parseCql(printed)));
      }),
    );
  });

  test("every node, cut out of the text, is the node again", () => {
    fc.assert(
      fc.property(query.map(printCql), (printed) => {
        const { where } = parseCql(printed);
        const nodes: CqlExpression[] = [];
        const visit = (node: CqlExpression): void => {
          nodes.push(node);
          if (node.kind === "not") visit(node.operand);
          if (node.kind === "chain")
            for (const child of [node.first, ...node.rest.map((link) => link.operand)]) visit(child);
        };
        visit(where);
        for (const node of nodes) {
          if (beginsNegative(node)?.kind === "not") continue;
          const cut = parseCql(printed.slice(node.start, node.end));
          expect(printCql(cut)).toBe(printCql(node));
        }
      }),
    );
  });

  test("compiling, evaluating and folding agree with reading from left to right", () => {
    fc.assert(
      fc.property(query, fc.infiniteStream(fc.boolean()), ({ where }, coin) => {
        const verdicts = new Map<string, boolean>();
        const verdict = (asked: PositiveClause) => {
          const key = printCql(asked);
          const known = verdicts.get(key) ?? coin.next().value;
          verdicts.set(key, known);
          return known;
        };
        const read = (node: CqlExpression): boolean => {
          if (node.kind === "clause") {
            const negative = node.operator === "!=" || node.operator === "!~" || node.operator === "NOT IN";
            const operator =
              ({ "!=": "=", "!~": "~", "NOT IN": "IN" } as const)[node.operator as string] ?? node.operator;
            return verdict({ ...node, operator } as PositiveClause) !== negative;
          }
          if (node.kind === "not") return !read(node.operand);
          return node.rest.reduce(
            (left, { join, operand }) =>
              join === "and" ? [left, read(operand)].every(Boolean) : [left, read(operand)].some(Boolean),
            read(node.first),
          );
        };
        const expected = read(where);
        expect(evaluateCql(where, verdict)).toBe(expected);
        expect(compileCql<null>(where, (asked) => () => verdict(asked))(null)).toBe(expected);
        const folded = foldCql<boolean>(where, {
          clause: verdict,
          not: (operand) => !operand,
          and: (left, right) => left && right,
          or: (left, right) => left || right,
        });
        expect(folded).toBe(expected);
      }),
    );
  });

  test("the limited query finds nothing outside its spaces, and nothing the original does not find", () => {
    const limit = fc.oneof(
      fc.record({ only: fc.subarray(spaces, { minLength: 1 }) }),
      fc.record({ except: fc.subarray(spaces), withoutPersonal: fc.boolean() }),
    );
    const item = fc.record({ space: fc.constantFrom(...spaces), title: text, salt: fc.nat() });
    type Item = { space: string; title: string; salt: number };
    // Space and title are judged by what they are, every other clause by a coin that depends on clause and item.
    const matcher = (of: CqlQuery) =>
      compileCql<Item>(of, (asked) => {
        const values = asked.value.kind === "list" ? asked.value.items : [asked.value];
        const isText = (value: string) => values.some((one) => one.kind === "text" && one.text === value);
        const name = asked.field.name.toLowerCase();
        if (name === "space") return ({ space }) => isText(space);
        if (name === "space.type" && isText("personal")) return ({ space }) => space.startsWith("~");
        if (name === "title") return ({ title }) => isText(title);
        const written = printCql(asked);
        return ({ salt }) => [...written].reduce((sum, character) => sum + character.charCodeAt(0), salt) % 3 === 0;
      });
    fc.assert(
      fc.property(query, limit, fc.array(item, { minLength: 1, maxLength: 30 }), (original, allowed, items) => {
        const restricted = restrictToSpaces(original, allowed);
        const sent = parseCql(printCql(restricted));
        expect(tree(sent)).toEqual(tree(restricted));
        expect(sent.orderBy.length).toBe(original.orderBy.length);
        const before = matcher(original);
        const after = matcher(sent);
        for (const one of items) {
          const isAllowed =
            "only" in allowed
              ? allowed.only.includes(one.space)
              : !allowed.except.includes(one.space) && !(allowed.withoutPersonal && one.space.startsWith("~"));
          expect(after(one)).toBe(isAllowed && before(one));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("for all texts", () => {
  test("parsing and validating throw CqlError or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), nearlyCql), (source) => {
        let parsed: CqlQuery;
        try {
          parsed = parseCql(source);
        } catch (error) {
          if (!(error instanceof CqlError)) throw error;
          expect(error.offset >= 0 && error.offset <= error.end && error.end <= source.length).toBe(true);
          expect(error.line >= 1 && error.column >= 1).toBe(true);
          return;
        }
        expect(tree(parseCql(printCql(parsed)))).toEqual(tree(parsed));
        for (const problem of validateCql(parsed)) expect(problem).toBeInstanceOf(CqlError);
      }),
      { numRuns: 5000 },
    );
  });

  test("a value comes back as it was put in", () => {
    fc.assert(
      fc.property(nastyText, (value) => {
        expect(parseCql(printCql(clause("title", "=", value))).where).toMatchObject({ value: { text: value } });
        expect(parseCql(`title = "${value.replace(/["\\]/g, "\\$&")}"`).where).toMatchObject({
          value: { text: value },
        });
        expect(parseCql(`title = '${value.replace(/['\\]/g, "\\$&")}'`).where).toMatchObject({
          value: { text: value },
        });
      }),
    );
  });
});

describe("a megabyte", () => {
  test.each([
    ["of clauses", "title ~ x OR ", "title ~ x"],
    ["of problems", "nothing = x AND ", "nothing = x"],
    ["of NOTs", "title ~ x AND NOT ", "title ~ x"],
    ["of groups", "(title ~ x) AND ", "title ~ x"],
    ["of blanks", "          ", "title ~ x"],
    ["of lines", "\n\n\n\n\n\n\n\n", "nothing = x"],
    ["of parentheses", "(", ""],
    ["of quotes", '"', ""],
    ["of NOT", "NOT ", ""],
    ["of a word", "x", ""],
    ["of dots", "a.", "b = 1"],
    ["of operators", "!", ""],
    ["of commas", "title IN (", ","],
  ])("%s takes no longer than its length asks", (_, piece, end) => {
    const source = piece.repeat(1_000_000 / piece.length) + end;
    const started = performance.now();
    try {
      const parsed = parseCql(source);
      printCql(restrictToSpaces(parsed, { only: ["ENG"] }));
      validateCql(parsed);
      evaluateCql(parsed, () => true);
    } catch (error) {
      expect(error).toBeInstanceOf(CqlError);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.each([
    ["in one string", (inside: string) => `title = "${inside}"`, '\\"'],
    ["in one list", (inside: string) => `title IN (${inside}x)`, "x, "],
    ["in one order", (inside: string) => `title = x ORDER BY ${inside}title`, "label, "],
    ["in one call", (inside: string) => `title = f(${inside}x)`, "'x',"],
    ["in one text query", (inside: string) => `text ~ "${inside}"`, "*a ("],
    ["in one key", (inside: string) => `p["${inside}"].a = 1`, "]"],
  ])("%s is read in one pass", (_, wrap, piece) => {
    const started = performance.now();
    const parsed = parseCql(wrap(piece.repeat(1_000_000 / piece.length)));
    expect(printCql(parseCql(printCql(parsed)))).toBe(printCql(parsed));
    validateCql(parsed);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("random joins of the builders print what they say", () => {
  expect(
    printCql(and(or(clause("a", "=", 1), clause("b", "=", 2)), not(or(clause("c", "=", 3), clause("d", "=", 4))))),
  ).toBe("(a = 1 OR b = 2) AND NOT (c = 3 OR d = 4)");
});
