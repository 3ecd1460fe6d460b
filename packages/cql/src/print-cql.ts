import type { CqlExpression, CqlFieldName, CqlQuery, CqlSort, CqlValue } from "./ast.ts";
import { isName, isNumber } from "./check-word.ts";
import { isKeyPart } from "./parse-field.ts";

/** Text in double quotes, as a value of a clause: nothing in it can end the quotes. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * A query, or a part of one, as canonical text: keywords in capitals, every text value in double quotes (so that no
 * reserved word matters, not even one missing in Atlassian's list), only the parentheses that count.
 * Parsing it gives the same tree, but for offsets.
 *
 * Throws a RangeError for a tree that did not come from `parseCql` or the builders and holds an impossible name.
 */
export function printCql(node: CqlQuery | CqlExpression): string {
  const out: string[] = [];
  if (node.kind !== "query") printExpression(node, out);
  else {
    printExpression(node.where, out);
    if (node.orderBy.length > 0) out.push(" ORDER BY ", node.orderBy.map(printSort).join(", "));
  }
  return out.join("");
}

function printExpression(node: CqlExpression, out: string[]): void {
  if (node.kind === "clause") out.push(printField(node.field), " ", node.operator, " ", printValue(node.value));
  else if (node.kind === "not") {
    out.push("NOT ");
    printOperand(node.operand, out);
  } else {
    printOperand(node.first, out);
    for (const { join, operand } of node.rest) {
      out.push(join === "and" ? " AND " : " OR ");
      printOperand(operand, out);
    }
  }
}

function printOperand(node: CqlExpression, out: string[]): void {
  const group = node.kind === "chain";
  if (group) out.push("(");
  printExpression(node, out);
  if (group) out.push(")");
}

function printValue(value: CqlValue): string {
  switch (value.kind) {
    case "text":
      return quote(value.text);
    case "number":
      return isNumber(value.text) ? value.text : quote(value.text);
    case "function":
      return `${checkedName(value.name)}(${value.args.map(printValue).join(", ")})`;
    case "list":
      return `(${value.items.map(printValue).join(", ")})`;
  }
}

function printSort({ field, direction }: CqlSort): string {
  return direction === undefined ? printField(field) : `${printField(field)} ${direction.toUpperCase()}`;
}

/** A field's name as it is written in a query. */
export function printField({ name, key, path }: CqlFieldName): string {
  const start = name.split(".").map(checkedName).join(".");
  if (key === undefined) return start;
  const written = key.split(".").every(isKeyPart) ? key : quote(key);
  return [`${start}[${written}]`, ...(path ?? []).map(checkedName)].join(".");
}

function checkedName(name: string): string {
  if (!isName(name)) throw new RangeError(`${JSON.stringify(name)} cannot be a name in a query.`);
  return name;
}
