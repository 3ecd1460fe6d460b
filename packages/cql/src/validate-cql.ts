import type { CqlClause, CqlFunctionCall, CqlQuery, CqlScalar, CqlSpan } from "./ast.ts";
import { CqlError, type CqlProblemCode, shown } from "./cql-error.ts";
import { parseCqlOffset } from "./date-functions.ts";
import { nearestNames } from "./edit-distance.ts";
import { clausesOf } from "./evaluate-cql.ts";
import { type CqlField, cqlFields, findCqlField } from "./fields.ts";
import { cqlFunctions, findCqlFunction } from "./functions.ts";
import { beginsNegative } from "./negative-first.ts";
import { parseCqlDate } from "./parse-cql-date.ts";
import { parseTextQuery, type TextProblem } from "./parse-text-query.ts";
import { printField } from "./print-cql.ts";

export type ValidateOptions = {
  /** Which search the query is for. User fields are refused by the search of content, and the other way round. */
  search?: "content" | "user";
};

/** Nobody reads more, and a query with so many was not written by hand. */
const maximumProblems = 50;

type Report = (code: CqlProblemCode, at: CqlSpan, message: string, hint: string) => void;

/**
 * What Confluence would refuse about a query, or what can find nothing because a value is impossible: the first fifty
 * problems in the order of the text. Empty when all is well. Each says what to write instead.
 */
export function validateCql(query: CqlQuery, { search }: ValidateOptions = {}): CqlError[] {
  const problems: CqlError[] = [];
  const report: Report = (code, { start, end }, message, hint) => {
    // Each error counts the lines before it, so without an end a hostile query would cost the square of its length.
    if (problems.length < maximumProblems)
      problems.push(new CqlError({ code, message, hint, text: query.text, offset: start, end }));
  };

  const negative = beginsNegative(query.where);
  if (negative !== undefined)
    report(
      "negative_first",
      negative,
      `A query cannot begin with a negative clause${negative.kind === "clause" ? ` (${negative.operator})` : ""}.`,
      'Put a clause in front that says what to find, for example: type = "page" AND ...',
    );
  for (const clause of clausesOf(query)) {
    if (problems.length === maximumProblems) break;
    checkClause(clause, search, report);
  }
  for (const { field: name } of query.orderBy) {
    const field = checkField(name, search, report);
    if (field !== undefined && !field.sortable)
      report(
        "not_sortable",
        name,
        `Results cannot be sorted by ${field.label}.`,
        `Sort by ${listed(cqlFields.filter((it) => it.sortable && it.documented).map((it) => it.label))}.`,
      );
  }
  return problems;
}

function checkClause(clause: CqlClause, search: ValidateOptions["search"], report: Report): void {
  const field = checkField(clause.field, search, report);
  const { operator, value } = clause;
  if (field !== undefined && !field.operators.includes(operator))
    report(
      "operator_not_allowed",
      clause,
      `${field.label} cannot be compared with ${operator}.`,
      `Its operators are ${listed(field.operators)}.`,
    );
  for (const item of value.kind === "list" ? value.items : [value]) {
    if (item.kind === "function") checkCall(item, field, operator, report);
    else if (field !== undefined) checkLiteral(item, field, operator, report);
  }
}

function checkField(name: CqlClause["field"], search: ValidateOptions["search"], report: Report): CqlField | undefined {
  const field = findCqlField(name);
  if (field === undefined) {
    const written = shown(printField(name));
    report("unknown_field", name, `There is no field ${written}.`, meant(likeFields(name.name), "field"));
    return undefined;
  }
  if (name.key !== undefined && field.value !== "property")
    report("unknown_field", name, `${field.label} takes no brackets.`, `Write ${field.label} alone.`);
  if (search !== undefined && search !== field.search)
    report(
      "field_not_here",
      name,
      `${field.label} is not a field of the search for ${search === "user" ? "people" : "content"}.`,
      field.search === "user"
        ? "Search for people by it, or for content by creator, contributor or mention."
        : "The search for people knows user, user.accountid and user.fullname.",
    );
  return field;
}

function likeFields(name: string): string[] {
  const lower = name.toLowerCase();
  const byMeaning = cqlFields.filter((field) => field.meantBy.includes(lower)).map((field) => field.label);
  const bySpelling = nearestNames(
    lower,
    cqlFields.flatMap(({ label, aliases }) => [label, ...aliases]),
  );
  return [...new Set([...byMeaning, ...bySpelling])].slice(0, 3);
}

function checkCall(call: CqlFunctionCall, field: CqlField | undefined, operator: string, report: Report): void {
  const known = findCqlFunction(call.name);
  if (known === undefined) {
    const near = nearestNames(
      call.name,
      cqlFunctions.map((it) => it.label),
    );
    report(
      "unknown_function",
      call,
      `There is no function ${shown(call.name)}().`,
      meant(
        near.map((name) => `${name}()`),
        "function",
      ),
    );
    return;
  }
  if (field !== undefined && !field.functions.includes(known.name)) {
    const allowed = cqlFunctions
      .filter((it) => it.documented && field.functions.includes(it.name))
      .map((it) => `${it.label}()`);
    const hint =
      allowed.length > 0 ? `Its functions are ${listed(allowed)}.` : `${field.label} takes no function: give a value.`;
    report("function_not_allowed", call, `${known.label}() cannot be a value of ${field.label}.`, hint);
  } else if (known.many && !operator.endsWith("IN")) {
    const hint = `Use IN or NOT IN: ${field?.label ?? "field"} IN (${known.label}()).`;
    report(
      "function_not_allowed",
      call,
      `${known.label}() stands for several values, and ${operator} takes one.`,
      hint,
    );
  }
  if (call.args.length > known.args.length)
    report(
      "bad_argument",
      call,
      `${known.label}() takes ${counted(known.args.length)}, not ${call.args.length}.`,
      "Leave out the rest.",
    );
  for (const [index, kind] of known.args.entries()) {
    const arg = call.args[index];
    if (arg === undefined) break;
    if (kind === "offset" && parseCqlOffset(arg.text) === undefined)
      report(
        "bad_argument",
        arg,
        `"${shown(arg.text)}" is no offset in time.`,
        'Write a number and a unit: "-4w", "+1d", "-30m". Units are y M w d h m (M months, m minutes).',
      );
    if (kind === "count" && !/^\d{1,9}$/.test(arg.text))
      report(
        "bad_argument",
        arg,
        `${known.label}() takes whole numbers, not "${shown(arg.text)}".`,
        `For example: ${known.label}(10).`,
      );
  }
}

function checkLiteral(item: CqlScalar & { text: string }, field: CqlField, operator: string, report: Report): void {
  const written = shown(item.text);
  if (field.value === "date" && parseCqlDate(item.text, "UTC") === undefined)
    report("bad_date", item, `"${written}" is not a date that CQL reads.`, dateHint(item.text));
  else if (field.value === "content" && !/^(?:att)?\d+$/.test(item.text))
    report(
      "bad_value",
      item,
      `${field.label} takes the id of content, not "${written}".`,
      'Ids are numbers. To find by title, write: title = "...".',
    );
  else if (field.values !== undefined && !field.values.includes(item.text.toLowerCase()) && !/[:.]/.test(item.text))
    report(
      "bad_value",
      item,
      `${field.label} is never "${written}".`,
      meant(nearestNames(item.text, field.values), "value", field.values),
    );
  else if (operator.endsWith("~") && item.text.trim() === "")
    report("bad_text", item, "There are no words to search for.", "Write at least one word.");
  else if (operator.endsWith("~"))
    for (const problem of parseTextQuery(item.text).problems)
      report("bad_text", item, ...textProblem(problem, item.text));
}

function textProblem({ code, start, end }: TextProblem, text: string): [message: string, hint: string] {
  const at = shown(text.slice(start, end));
  switch (code) {
    case "leading_wildcard":
      return [`${at} begins with a wildcard.`, "* and ? may stand anywhere but first in a word."];
    case "unterminated_phrase":
      return [
        "A phrase in the text has no closing quote.",
        'Write a phrase as "\\"exact words\\"", and a quote that is meant as \\\\\\".',
      ];
    case "unbalanced_parenthesis":
      return ["A parenthesis in the text has no partner.", "Add the other one, or write two backslashes before it."];
    case "too_deep":
      return ["Too many parentheses stand inside each other in the text.", "Remove the ones that change nothing."];
  }
}

function dateHint(text: string): string {
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(text);
  if (iso !== null) return `Write "${iso[1]} ${iso[2]}", in the time zone of the user.`;
  return 'Write "2026-01-31", "2026/01/31" or either with " 14:05", or a function such as now("-4w").';
}

function meant(names: readonly string[], what: string, all?: readonly string[]): string {
  if (names.length > 0) return `Did you mean ${listed(names, "or")}?`;
  if (all !== undefined) return `The ${what}s are ${listed(all)}.`;
  if (what === "field")
    return `The fields are ${listed(cqlFields.filter((it) => it.documented && it.search === "content").map((it) => it.label))}.`;
  return `The ${what}s are ${listed(cqlFunctions.filter((it) => it.documented).map((it) => `${it.label}()`))}.`;
}

function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

function counted(count: number): string {
  return count === 0 ? "no argument" : count === 1 ? "at most one argument" : `at most ${count} arguments`;
}
