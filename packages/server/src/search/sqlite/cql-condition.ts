import {
  type CqlDateContext,
  type CqlScalar,
  type CqlSort,
  findCqlField,
  type PositiveClause,
  resolveCqlDate,
} from "@tributary/cql";
import { Unanswerable } from "../cql-query.ts";
import { fold } from "../words.ts";
import { textCondition } from "./cql-text.ts";
import { anyOf, type Fragment, fragment, isOneOf } from "./fragment.ts";
import type { IndexFile } from "./index-file.ts";

export type CqlContext = { file: IndexFile; dates: CqlDateContext; currentUser: string | undefined };

/** A clause as a condition on `d`. Throws `Unanswerable` for what the index does not hold, or not all of. */
export function clauseCondition(context: CqlContext, clause: PositiveClause): Fragment {
  const field = findCqlField(clause.field)?.name ?? clause.field.name;
  const condition = conditions[field];
  if (condition === undefined) throw new Unanswerable(field, `The index does not hold ${field}.`);
  return condition(context, clause, field);
}

/** The column an ORDER BY sorts by. Without a direction every field ascends: the documentation speaks of the field's own order and names none. */
export function sortColumn(sort: CqlSort): string {
  const field = findCqlField(sort.field)?.name ?? sort.field.name;
  const column = sortColumns[field];
  if (column === undefined) throw new Unanswerable(field, `The index cannot sort by ${field}.`);
  return `${column} ${sort.direction ?? "asc"}`;
}

type Condition = (context: CqlContext, clause: PositiveClause, field: string) => Fragment;

const among =
  (column: string, fit: (value: string) => string = (value) => value): Condition =>
  (context, clause, field) =>
    isOneOf(column, valuesOf(context, clause, field).map(fit));

const conditions: Record<string, Condition> = {
  space: among("d.space_key"),
  id: among("d.id"),
  parent: among("d.parent_id"),
  creator: among("d.author_id"),
  type(context, clause, field) {
    const kinds = valuesOf(context, clause, field).map((kind) => kind.toLowerCase());
    const other = kinds.find((kind) => kind !== "page" && kind !== "blogpost");
    if (other !== undefined) throw new Unanswerable(field, `The index holds pages and blog posts, not each ${other}.`);
    return isOneOf("d.kind", kinds);
  },
  ancestor(context, clause, field) {
    const values = JSON.stringify(valuesOf(context, clause, field));
    const sql =
      "exists (select 1 from ancestor a where a.document = d.no and a.id in (select value from json_each(?)))";
    return fragment(sql, values);
  },
  label(context, clause, field) {
    const values = JSON.stringify(valuesOf(context, clause, field).map(fold));
    const sql = "exists (select 1 from label l where l.document = d.no and l.name in (select value from json_each(?)))";
    return fragment(sql, values);
  },
  title(context, clause, field) {
    const values = valuesOf(context, clause, field);
    if (clause.operator !== "~") return isOneOf("d.title collate nocase", values);
    return anyOf(values.map((value) => textCondition(context.file, field, value, ["title"])));
  },
  text: everywhere,
  sitesearch: everywhere,
  created: (context, clause, field) => dateCondition(context, clause, field, "d.created_at"),
  lastmodified: (context, clause, field) => dateCondition(context, clause, field, "d.modified_at"),
};

const sortColumns: Record<string, string> = {
  created: "d.created_at",
  lastmodified: "d.modified_at",
  title: "d.title collate nocase",
  space: "d.space_key",
  type: "d.kind",
  id: "cast(d.id as integer)",
};

function everywhere(context: CqlContext, clause: PositiveClause, field: string): Fragment {
  const values = valuesOf(context, clause, field);
  return anyOf(values.map((value) => textCondition(context.file, field, value, ["title", "tags", "body", "names"])));
}

function dateCondition(context: CqlContext, clause: PositiveClause, field: string, column: string): Fragment {
  const { operator, value } = clause;
  const date = value.kind === "list" ? undefined : resolveCqlDate(value, context.dates);
  if (date === undefined) throw new Unanswerable(field, `What ${field} is compared with is not a date.`);
  // The same reading as `compareCqlDate`: the named day for =, its first moment for the rest.
  if (operator === "=") return fragment(`(${column} >= ? and ${column} < ?)`, date.start, date.end);
  return fragment(`${column} ${operator} ?`, date.start);
}

function valuesOf(context: CqlContext, { value }: PositiveClause, field: string): string[] {
  const scalars: readonly CqlScalar[] = value.kind === "list" ? value.items : [value];
  return scalars.map((scalar) => {
    if (scalar.kind !== "function") return scalar.text;
    if (scalar.name.toLowerCase() === "currentuser" && context.currentUser !== undefined) return context.currentUser;
    throw new Unanswerable(field, `The index does not know what ${scalar.name}() stands for.`);
  });
}
