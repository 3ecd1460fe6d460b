import { type CqlExpression, clause, escapeTextQuery, or, printCql } from "@tributary/cql";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { type ApiUser, toUser, type User, userShape } from "../users/user.ts";

const name = "confluence_search_users";

export const searchUsers = defineTool({
  name,
  title: "Search users",
  description:
    "Finds people by name, the beginning of a name, account id or email address, for restrictions, mentions or CQL. Confluence shows other people's addresses seldom: then people of a like name come back, and note says so. For many account ids use confluence_get_users. Returns items and, when there are more, a cursor.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    query: z.string().min(1).optional().describe("Name, account id or email. Default: everybody."),
    limit: parameter.limit(200, 25),
    cursor: parameter.cursor,
  }),
  output: listOf(userShape).extend({ note: z.string().optional() }),
  endpoints: ["v1.searchUser"],
  targets: ({ query }) => (query === undefined ? [] : [{ kind: "user", ref: query }]),
  example: { query: "Ilse" },
  async run({ query, limit, cursor }, context) {
    const text = query?.trim();
    const people = await listPage<{ user?: ApiUser }, User>(context, {
      tool: name,
      cursor,
      first: () => ({ key: "v1.searchUser", query: { cql: printCql(wanted(text)), limit } }),
      item: ({ user }) => (user === undefined ? undefined : toUser(user)),
      what: "the search for people",
    });
    return text !== undefined && cursor === undefined && isEmail(text) ? byEmail(people, text) : people;
  },
});

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

/** The forms account ids have had: hexadecimal digits, or a number, a colon and a UUID. */
const isAccountId = (text: string) => /^([0-9a-f]{20,}|\d+:[0-9a-f-]{20,}|qm:\S+)$/i.test(text);

function wanted(text: string | undefined): CqlExpression {
  if (text === undefined) return clause("type", "=", "user");
  if (isAccountId(text)) return clause("user", "=", text);
  if (isEmail(text)) {
    // Addresses cannot be searched for: mostly their first part is made of the name.
    const [first, ...more] = wordsOf(text.slice(0, text.indexOf("@"))).map(named);
    if (first !== undefined) return or(first, ...more);
  }
  const words = wordsOf(text);
  const [last = ""] = words.slice(-1);
  if (last !== "") return named([...words.slice(0, -1), last].join(" "));
  throw new TributaryError("invalid_input", `"${text}" holds no name.`, { hint: "Pass a name, account id or email." });
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];

/** The last word may be the beginning of one. */
const named = (words: string): CqlExpression =>
  clause("user.fullname", "~", /[a-z0-9]$/i.test(words) ? `${escapeTextQuery(words)}*` : escapeTextQuery(words));

function byEmail<P extends { items: User[] }>(people: P, email: string): { items: User[]; note?: string } {
  const same = people.items.filter((user) => user.email?.toLowerCase() === email.toLowerCase());
  if (same.length > 0) return { items: same };
  const hidden = people.items.filter((user) => user.email === undefined);
  return {
    items: hidden,
    note:
      hidden.length > 0
        ? `Nobody shows the address ${email}; these people hide theirs and have a like name.`
        : `Nobody shows the address ${email}.`,
  };
}
