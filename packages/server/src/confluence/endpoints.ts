import type { Effect, PermissionGroup } from "../base/permissions.ts";
import { endpointTable } from "./endpoint-table.ts";

export type EndpointKey = (typeof endpointTable)[number][0];

/** One operation of Confluence's REST API. */
export type Endpoint = {
  key: EndpointKey;
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Site-relative template, for example `/wiki/api/v2/pages/{id}`. */
  path: string;
  group: PermissionGroup;
  effect: Effect;
  /** Alternatives of scope sets; every member of one set is needed. Empty = no scope is documented. */
  scopes: string[][];
};

const byKey = new Map<string, Endpoint>(
  endpointTable.map(([key, method, path, group, effect, scopes]) => [
    key,
    { key, method, path, group, effect, scopes: scopes === "" ? [] : scopes.split(" | ").map((set) => set.split(" ")) },
  ]),
);

export function endpoint(key: EndpointKey): Endpoint {
  return byKey.get(key) as Endpoint;
}

export function allEndpoints(): Endpoint[] {
  return [...byKey.values()];
}

type Segment = { literal: Map<string, Segment>; param?: Segment; here: Map<string, Endpoint> };

const root: Segment = { literal: new Map(), here: new Map() };
for (const entry of byKey.values()) {
  let node = root;
  for (const part of entry.path.split("/").slice(1)) {
    let next = part.startsWith("{") ? node.param : node.literal.get(part);
    if (next === undefined) {
      next = { literal: new Map(), here: new Map() };
      if (part.startsWith("{")) node.param = next;
      else node.literal.set(part, next);
    }
    node = next;
  }
  node.here.set(entry.method, entry);
}

/**
 * The operation a request would reach, with its path parameters, or undefined when the table does not know it.
 * A literal segment wins over a parameter, as it does at Confluence. The path must be plain: decoded once, no query.
 * A HEAD is the GET whose head it asks for.
 */
export function matchEndpoint(
  method: string,
  path: string,
): { endpoint: Endpoint; params: Record<string, string> } | undefined {
  const parts = path.split("/").slice(1);
  const node = walk(root, parts, 0, method === "HEAD" ? "GET" : method);
  if (node === undefined) return undefined;
  const params: Record<string, string> = {};
  const template = node.path.split("/").slice(1);
  for (const [i, part] of template.entries()) {
    if (part.startsWith("{")) params[part.slice(1, -1)] = parts[i] ?? "";
  }
  return { endpoint: node, params };
}

function walk(node: Segment, parts: string[], at: number, method: string): Endpoint | undefined {
  if (at === parts.length) return node.here.get(method);
  const part = parts[at] ?? "";
  const literal = node.literal.get(part);
  const found = literal === undefined ? undefined : walk(literal, parts, at + 1, method);
  if (found !== undefined || node.param === undefined || part === "") return found;
  return walk(node.param, parts, at + 1, method);
}
