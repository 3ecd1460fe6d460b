import { jsonValue } from "./draft.ts";

export const methods = ["GET", "POST", "PUT", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** `id` only tells rows apart. */
export type Pair = { id: number; name: string; value: string };

/** One request to the site's API, as it stands in the form. */
export type ApiRequest = {
  method: Method;
  path: string;
  pathParams: Record<string, string>;
  query: Pair[];
  headers: Pair[];
  body: string;
};

export const emptyRequest: ApiRequest = {
  method: "GET",
  path: "/wiki/api/v2/spaces",
  pathParams: {},
  query: [],
  headers: [],
  body: "",
};

/** The names between braces in a path. */
export const placeholders = (path: string): string[] => [
  ...new Set([...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name]) => name ?? "")),
];

/** The arguments of confluence_api_call for a request; words on what is missing otherwise. A name given twice is a list. */
export function apiArguments({ method, path, pathParams, query, headers, body }: ApiRequest): {
  args: Record<string, unknown>;
  problem: string | undefined;
} {
  const names = placeholders(path);
  const sent = method === "GET" ? undefined : bodyOf(body);
  const missing = names.find((name) => (pathParams[name] ?? "") === "");
  const problem = !path.startsWith("/")
    ? "The path begins with a slash, such as /wiki/api/v2/pages."
    : missing !== undefined
      ? `${missing} has no value.`
      : sent !== undefined && "problem" in sent
        ? sent.problem
        : undefined;
  const given = Object.fromEntries(names.map((name) => [name, pathParams[name] ?? ""]));
  const args = {
    method,
    path,
    ...(names.length > 0 && { pathParams: given }),
    ...(named(query).length > 0 && { query: multiple(query) }),
    ...(named(headers).length > 0 && {
      headers: Object.fromEntries(named(headers).map(({ name, value }) => [name, value])),
    }),
    ...(sent !== undefined && "value" in sent && { body: sent.value }),
  };
  return { args, problem };
}

/** What looks like JSON has to be JSON; anything else is sent as the text it is. */
function bodyOf(text: string): { value: unknown } | { problem: string } | undefined {
  if (text.trim() === "") return undefined;
  return /^\s*[[{]/.test(text) ? jsonValue(text, "any") : { value: text };
}

const named = (pairs: readonly Pair[]) => pairs.filter(({ name }) => name.trim() !== "");

function multiple(pairs: readonly Pair[]): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const { name, value } of named(pairs)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]));
}
