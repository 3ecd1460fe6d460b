import fc from "fast-check";
import type { Operation } from "../../http/operation.ts";
import type { Furnished } from "./furnished-site.ts";
import { bodies } from "./request-bodies.ts";
import { parameterValue } from "./requests.ts";

export type RandomRequest = {
  readonly method: string;
  /** From the root of the site. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

/** What no API wants to be given. */
const hostile: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e300,
  "",
  " ",
  "0",
  "-1",
  "1.5",
  "9223372036854775807",
  "9223372036854775808",
  "99999999999999999999999",
  "NaN",
  "null",
  "undefined",
  "current",
  "draft",
  "trashed",
  "historical",
  "storage",
  "atlas_doc_format",
  "page",
  "comment",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "~",
  "~me",
  "att",
  "att1",
  "a".repeat(300),
  "é漢字🙂",
  "\u0000",
  "\ud800",
  "%",
  "%zz",
  "../..",
  "<p>unclosed",
  "<ac:structured-macro ac:name='x'/>",
  '{"type":"doc"}',
  "{",
  "[",
  "1;drop",
  "*",
  "?",
  '"',
  "'",
  "\\",
  [],
  [null],
  [[]],
  {},
  { __proto__: null },
  { id: null },
  { results: null },
  [{}],
  ["x"],
  [0],
  { constructor: 1 },
];

const names = [
  "id",
  "type",
  "title",
  "status",
  "spaceId",
  "space",
  "key",
  "value",
  "version",
  "number",
  "message",
  "body",
  "representation",
  "storage",
  "parentId",
  "ancestors",
  "container",
  "subject",
  "operation",
  "operations",
  "accountId",
  "accountIds",
  "contentIds",
  "name",
  "limit",
  "cursor",
  "start",
  "expand",
  "body-format",
  "sort",
  "cql",
  "pages",
  "restrictions",
  "user",
  "group",
  "results",
  "redactions",
  "roleId",
  "principal",
  "emails",
  "units",
  "template",
];

/** Ids of every kind, so that each operation meets those of others. */
function idsOf(site: Furnished): string[] {
  const { emulator, send, token, properties, ...rest } = site;
  return [...Object.values(rest), ...Object.values(properties)].map(String).filter((one) => one !== "");
}

const anyValue = (ids: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hostile) },
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.constantFrom(...ids.map(Number)) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );

const asText = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** In a path a value must be one segment; sometimes its escapes are broken on purpose. */
function segment(value: unknown, broken: boolean): string {
  const text = Buffer.from(asText(value)).toString() || "x";
  return broken ? `%${encodeURIComponent(text).slice(0, 20)}` : encodeURIComponent(text);
}

/** A copy of a value in which one leaf, counted through the whole, is another. */
export function withLeaf(value: unknown, at: number, other: unknown): unknown {
  let count = 0;
  const total = leaves(value);
  const wanted = total === 0 ? 0 : at % total;
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one) && one.length > 0) return one.map(walk);
    if (typeof one === "object" && one !== null && Object.keys(one).length > 0) {
      return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, walk(member)]));
    }
    const here = count;
    count += 1;
    return here === wanted ? other : one;
  };
  return walk(value);
}

function leaves(value: unknown): number {
  if (Array.isArray(value) && value.length > 0) return value.reduce<number>((sum, one) => sum + leaves(one), 0);
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    return Object.values(value).reduce<number>((sum, one) => sum + leaves(one), 0);
  }
  return 1;
}

/** Valid bodies of all writes with a few leaves spoilt, objects of the API's own member names, any JSON, and no JSON. */
function bodyArbitrary(
  site: Furnished,
  operation: Operation,
  ids: readonly string[],
): fc.Arbitrary<string | undefined> {
  const value = anyValue(ids);
  const valid = Object.values(bodies)
    .map((of) => of(site))
    .filter((body) => !(body instanceof FormData));
  const own = bodies[`${operation.api} ${operation.id}`]?.(site);
  const base =
    own === undefined || own instanceof FormData
      ? fc.constantFrom(...valid)
      : fc.oneof({ weight: 4, arbitrary: fc.constant(own) }, fc.constantFrom(...valid));
  const spoilt = fc
    .tuple(base, fc.array(fc.tuple(fc.nat(40), value), { maxLength: 2 }))
    .map(([body, changes]) => changes.reduce<unknown>((one, [at, other]) => withLeaf(one, at, other), body));
  const made = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 });
  return fc.oneof(
    { weight: 6, arbitrary: spoilt.map((one) => JSON.stringify(one)) },
    { weight: 2, arbitrary: made.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: value.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const roots = { v1: "/wiki/rest/api", v2: "/wiki/api/v2" } as const;

/** Requests at one operation, with ids of other kinds, spoilt bodies and odd queries; often enough nothing is wrong. */
function atOperation(site: Furnished, operation: Operation): fc.Arbitrary<RandomRequest> {
  const { api, id } = operation;
  const root = roots[api];
  const ids = idsOf(site);
  const value = anyValue(ids);
  const fitting = (name: string, where: "path" | "query"): fc.Arbitrary<unknown> => {
    const known = parameterValue({ api, id, path: root + operation.path }, { name, in: where }, site);
    return known === undefined
      ? value
      : fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>(known) }, { weight: 2, arbitrary: value });
  };
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const own = Object.keys(operation.parameters).filter((name) => !inPath.includes(name));
  const queryName =
    own.length > 0
      ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, fc.constantFrom(...names))
      : fc.constantFrom(...names);
  const queryPart = queryName.chain((name) => fitting(name, "query").map((one): [string, unknown] => [name, one]));
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constant<string>(operation.method) },
    fc.constantFrom(...methods),
  );
  const segments = fc.tuple(...inPath.map((name) => fc.tuple(fitting(name, "path"), fc.nat(40))));
  const type = fc.oneof(
    { weight: 20, arbitrary: fc.constant("application/json") },
    fc.constantFrom(
      "text/plain",
      "",
      "multipart/form-data",
      "multipart/form-data; boundary=x",
      "application/json;charset=latin1",
    ),
  );
  const query = fc.oneof(
    { weight: 2, arbitrary: fc.constant<[string, unknown][]>([]) },
    { weight: 3, arbitrary: fc.array(queryPart, { maxLength: 3 }) },
  );
  return fc.record({ method, segments, query, body: bodyArbitrary(site, operation, ids), type }).map((random) => {
    let at = 0;
    const path = operation.path.replace(/\{[^}]+\}/g, () => {
      const [one, luck] = random.segments[at] ?? ["x", 1];
      at += 1;
      return segment(one, luck === 0);
    });
    const search = new URLSearchParams(random.query.map(([name, one]) => [name, asText(one)]));
    return {
      method: random.method,
      path: `${root}${path}${search.size > 0 ? `?${search}` : ""}`,
      headers: { "x-atlassian-token": "no-check", ...(random.type === "" ? {} : { "content-type": random.type }) },
      body: random.method === "GET" || random.method === "HEAD" ? undefined : random.body,
    };
  });
}

/** Addresses nobody declared: pages of the site, sign-in, the gateway, and what does not exist. */
function elsewhere(site: Furnished): fc.Arbitrary<RandomRequest> {
  const start = fc.constantFrom(
    "/wiki/spaces",
    "/wiki/x",
    "/wiki/pages",
    "/wiki/download/attachments",
    "/wiki/api/v2",
    "/wiki/rest/api",
    "/wiki/rest",
    "/wiki",
    "/ex/confluence",
    "/authorize",
    "/oauth/token",
    "/oauth/token/accessible-resources",
    "/me",
    "/login",
    "/error",
    "/sites",
    "/_edge",
    "",
  );
  const part = anyValue(idsOf(site));
  return fc
    .record({
      method: fc.constantFrom(...methods),
      start,
      rest: fc.array(fc.tuple(part, fc.boolean()), { maxLength: 4 }),
      query: fc.webQueryParameters(),
      body: fc.option(fc.oneof(fc.string({ maxLength: 40 }), fc.json()), { nil: undefined }),
    })
    .map(({ method, start: first, rest, query, body }) => ({
      method,
      path:
        `${first}${rest.map(([one, broken]) => `/${segment(one, broken)}`).join("")}${query === "" ? "" : `?${query}`}` ||
        "/",
      headers: { "content-type": "application/json" },
      body: method === "GET" || method === "HEAD" ? undefined : body,
    }));
}

/** A few requests one after the other, of which later ones meet what earlier ones did. */
export function randomRequests(site: Furnished, operations: readonly Operation[]): fc.Arbitrary<RandomRequest[]> {
  const declared = operations.map((one) => atOperation(site, one));
  const any = fc.nat(declared.length - 1).chain((at) => declared[at] ?? elsewhere(site));
  return fc.array(fc.oneof({ weight: 12, arbitrary: any }, elsewhere(site)), { minLength: 1, maxLength: 8 });
}
