import type { Method, Operation } from "./operation.ts";
import { percentDecoded } from "./percent.ts";

type Node = {
  literals: Map<string, Node>;
  parameter: Node | undefined;
  operations: Map<Method, { operation: Operation; names: readonly string[] }>;
};

export type Match = { operation: Operation; path: ReadonlyMap<string, string> };
export type Route = Match | { allowed: readonly Method[] } | undefined;

const emptyNode = (): Node => ({ literals: new Map(), parameter: undefined, operations: new Map() });

/**
 * Compiles operations into a tree of path segments. Literal segments win over parameters, with a step back when the
 * literal branch leads nowhere. Two operations on one method and path are a mistake in the table and throw.
 */
export function createRouter(operations: readonly Operation[]): (method: string, path: string) => Route {
  const root = emptyNode();
  for (const operation of operations) {
    const names: string[] = [];
    let node = root;
    for (const segment of operation.path.split("/").slice(1)) {
      const name = /^\{(.+)\}$/.exec(segment)?.[1];
      if (name !== undefined) {
        names.push(name);
        node.parameter ??= emptyNode();
        node = node.parameter;
      } else {
        const next = node.literals.get(segment) ?? emptyNode();
        node.literals.set(segment, next);
        node = next;
      }
    }
    if (node.operations.has(operation.method))
      throw new Error(`Two operations for ${operation.method} ${operation.path}`);
    node.operations.set(operation.method, { operation, names });
  }

  return (method, path) => {
    const segments = path.split("/").slice(1);
    if (segments.at(-1) === "") segments.pop();
    const values: string[] = [];
    const node = find(root, segments, 0, values);
    if (!node) return undefined;
    const found = node.operations.get((method === "HEAD" ? "GET" : method) as Method);
    if (!found) return { allowed: [...node.operations.keys()] };
    return {
      operation: found.operation,
      path: new Map(found.names.map((name, at) => [name, decode(values[at] ?? "")])),
    };
  };
}

function find(node: Node, segments: readonly string[], at: number, values: string[]): Node | undefined {
  if (at === segments.length) return node.operations.size > 0 ? node : undefined;
  const segment = segments[at] ?? "";
  const literal = node.literals.get(segment);
  const viaLiteral = literal && find(literal, segments, at + 1, values);
  if (viaLiteral) return viaLiteral;
  if (!node.parameter || segment === "") return undefined;
  values.push(segment);
  const viaParameter = find(node.parameter, segments, at + 1, values);
  if (!viaParameter) values.pop();
  return viaParameter;
}

/** Broken percent escapes are kept as they came; the parameter's type refuses them if it must. */
const decode = (segment: string): string => percentDecoded(segment) ?? segment;
