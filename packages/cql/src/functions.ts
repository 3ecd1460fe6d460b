export type CqlFunction = {
  /** The name in lower case. */
  readonly name: string;
  /** The name as documentation writes it. */
  readonly label: string;
  readonly aliases: readonly string[];
  /** What each argument is; all may be left out. */
  readonly args: readonly ("offset" | "count")[];
  /** Whether it stands for several values, so that it belongs to IN and NOT IN. */
  readonly many: boolean;
  readonly documented: boolean;
};

function define(label: string, row: Partial<CqlFunction> = {}): CqlFunction {
  return { name: label.toLowerCase(), label, aliases: [], args: [], many: false, documented: true, ...row };
}

/**
 * Every function, once. Source: https://developer.atlassian.com/cloud/confluence/cql-functions/ ; currentContent and
 * currentSpace answer from the `cqlcontext` parameter of a search and are not described there.
 */
export const cqlFunctions: readonly CqlFunction[] = [
  define("currentUser"),
  define("now", { args: ["offset"] }),
  ...[
    "startOfDay",
    "startOfWeek",
    "startOfMonth",
    "startOfYear",
    "endOfDay",
    "endOfWeek",
    "endOfMonth",
    "endOfYear",
  ].map((label) => define(label, { args: ["offset"] })),
  define("favouriteSpaces", { aliases: ["favoritespaces"], many: true }),
  define("recentlyViewedContent", { args: ["count", "count"], many: true }),
  define("recentlyViewedSpaces", { args: ["count"], many: true }),
  define("currentContent", { documented: false }),
  define("currentSpace", { documented: false }),
];

const byName = new Map(cqlFunctions.flatMap((it) => [it.name, ...it.aliases].map((name) => [name, it] as const)));

/** The function a query means, in any case; undefined when there is none. */
export function findCqlFunction(name: string): CqlFunction | undefined {
  return byName.get(name.toLowerCase());
}
