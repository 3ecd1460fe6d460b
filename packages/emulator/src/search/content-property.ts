import type { CqlScalar, PositiveClause } from "@tributary/cql";
import { type Bits, setBit } from "./bits.ts";
import type { ClauseContext } from "./clauses.ts";

/** `content.property[key].path = value`: looks into the JSON that apps keep with content. */
export function matchProperty({ site, index }: ClauseContext, clause: PositiveClause, found: Bits): void {
  const { key, path = [] } = clause.field;
  const wanted = (clause.value.kind === "list" ? clause.value.items : [clause.value]).map(textOf);
  const fits = (value: unknown) => wanted.some((one) => compare(value, clause.operator, one));
  for (const property of site.properties.values()) {
    if (property.owner !== "content" || property.key !== key) continue;
    const document = index.numberOf(Number(property.ownerId));
    if (document !== undefined && leaves(path.reduce<unknown>(member, property.value)).some(fits))
      setBit(found, document);
  }
}

const textOf = (value: CqlScalar): string => (value.kind === "function" ? "" : value.text);

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const leaves = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function compare(value: unknown, operator: PositiveClause["operator"], wanted: string): boolean {
  if (value === undefined || value === null || typeof value === "object") return false;
  if (operator === "~") return String(value).toLowerCase().includes(wanted.toLowerCase());
  if (operator === "=" || operator === "IN") return String(value).toLowerCase() === wanted.toLowerCase();
  const left = typeof value === "number" ? value : Date.parse(String(value));
  const right = typeof value === "number" ? Number(wanted) : Date.parse(wanted);
  if (operator === ">") return left > right;
  if (operator === ">=") return left >= right;
  return operator === "<" ? left < right : left <= right;
}
