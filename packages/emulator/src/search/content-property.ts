import type { CqlScalar, PositiveClause } from "@tributary/cql";
import type { Site } from "../state/site.ts";
import type { IndexedDocument } from "./search-index.ts";

/** `content.property[key].path = value`: looks into the JSON that apps keep with content. */
export function propertyTest(site: Site, clause: PositiveClause): (document: IndexedDocument) => boolean {
  const { key, path = [] } = clause.field;
  const wanted = (clause.value.kind === "list" ? clause.value.items : [clause.value]).map(textOf);
  return ({ content }) => {
    const property = site.lists.properties.in(`content:${content.id}`).find((one) => one.key === key);
    if (!property) return false;
    return leaves(path.reduce<unknown>(member, property.value)).some((value) =>
      wanted.some((one) => compare(value, clause.operator, one)),
    );
  };
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
