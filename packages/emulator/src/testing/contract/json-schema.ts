/** The part of JSON Schema that the two OpenAPI 3.0 documents use in their answers. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

export type Violation = { readonly path: string; readonly problem: string };

/** What a check saw, so that a check that saw nothing can be told from one that found nothing. */
export type Tally = { values: number; undocumented: Set<string> };

export type Resolve = (ref: string) => Schema;

/**
 * Where a value departs from a schema. Members the schema does not name are no violation (the documents are behind the
 * API, as everybody who measured found); they are only noted in the tally. Of `oneOf` one fitting branch is enough,
 * because the branches of the documents overlap.
 */
export function violations(schema: Schema, value: unknown, resolve: Resolve, tally: Tally, path = "$"): Violation[] {
  const resolved = schema.$ref === undefined ? schema : resolve(schema.$ref);
  if (schema.$ref !== undefined && resolved.$ref !== undefined)
    return violations(resolved, value, resolve, tally, path);
  tally.values += 1;
  if (value === null)
    return isNullable(resolved, resolve) ? [] : [{ path, problem: "null where the document has no null" }];
  const found: Violation[] = [];
  for (const part of resolved.allOf ?? []) found.push(...violations(part, value, resolve, tally, path));
  for (const choice of [resolved.oneOf, resolved.anyOf])
    if (choice) found.push(...noneOf(choice, value, resolve, tally, path));
  if (resolved.enum && !resolved.enum.includes(value))
    found.push({ path, problem: `${JSON.stringify(value)} is not one of ${resolved.enum.join(", ")}` });
  const wrong = typeProblem(resolved, value);
  if (wrong !== undefined) return [...found, { path, problem: wrong }];
  if (Array.isArray(value)) {
    const { items } = resolved;
    if (items) for (const item of value) found.push(...violations(items, item, resolve, tally, `${path}[]`));
  } else if (typeof value === "object" && (resolved.properties || resolved.type === "object")) {
    found.push(...memberViolations(resolved, value as Record<string, unknown>, resolve, tally, path));
  }
  return found;
}

function isNullable(schema: Schema, resolve: Resolve): boolean {
  if (schema.nullable) return true;
  const untyped = schema.type === undefined && schema.properties === undefined && !schema.enum;
  const choices = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  if (choices.length === 0) return untyped;
  return choices.some((one) => isNullable(one.$ref === undefined ? one : resolve(one.$ref), resolve));
}

/** The violations of the branch that fits best, when none fits. */
function noneOf(choices: readonly Schema[], value: unknown, resolve: Resolve, tally: Tally, path: string): Violation[] {
  const tried = choices.map((choice) => {
    const own: Tally = { values: 0, undocumented: new Set() };
    return { own, found: violations(choice, value, resolve, own, path) };
  });
  const best = tried.reduce((one, other) => (other.found.length < one.found.length ? other : one));
  tally.values += best.own.values;
  for (const name of best.own.undocumented) tally.undocumented.add(name);
  return best.found;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function typeProblem({ type, format, maxLength, minimum, maximum }: Schema, value: unknown): string | undefined {
  const kind = Array.isArray(value) ? "array" : typeof value;
  switch (type) {
    case undefined:
      return undefined;
    case "integer":
    case "number":
      if (kind !== "number" || (type === "integer" && !Number.isInteger(value)))
        return `${kind} where the document has ${type}`;
      if (minimum !== undefined && (value as number) < minimum) return `${String(value)} is below ${minimum}`;
      return maximum !== undefined && (value as number) > maximum ? `${String(value)} is above ${maximum}` : undefined;
    case "string":
      if (kind !== "string") return `${kind} where the document has string`;
      if (format === "date-time" && !dateTime.test(value as string)) return `${JSON.stringify(value)} is no date-time`;
      if (format === "uuid" && !uuid.test(value as string)) return `${JSON.stringify(value)} is no uuid`;
      return maxLength !== undefined && (value as string).length > maxLength ? `longer than ${maxLength}` : undefined;
    default:
      return kind === type ? undefined : `${kind} where the document has ${type}`;
  }
}

function memberViolations(
  schema: Schema,
  value: Record<string, unknown>,
  resolve: Resolve,
  tally: Tally,
  path: string,
): Violation[] {
  const found: Violation[] = [];
  for (const name of schema.required ?? [])
    if (!(name in value)) found.push({ path: `${path}.${name}`, problem: "missing" });
  for (const [name, member] of Object.entries(value)) {
    const documented = schema.properties?.[name];
    const rest = schema.additionalProperties;
    if (documented) found.push(...violations(documented, member, resolve, tally, `${path}.${name}`));
    else if (typeof rest === "object") found.push(...violations(rest, member, resolve, tally, `${path}.${name}`));
    else if (schema.properties) tally.undocumented.add(`${path}.${name}`);
  }
  return found;
}
