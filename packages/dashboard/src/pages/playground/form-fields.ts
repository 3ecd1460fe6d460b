import type { JsonSchema } from "@tributary/sdk";

/** How a parameter is asked for. `json`: whatever a form has no better field for. */
export type FieldKind =
  | "space"
  | "page"
  | "choice"
  | "choices"
  | "flag"
  | "number"
  | "line"
  | "text"
  | "lines"
  | "json";

/** One parameter of a tool as a field of a form. */
export type FormField = {
  name: string;
  kind: FieldKind;
  required: boolean;
  description: string | undefined;
  /** The value that counts when it is left out. */
  preset: unknown;
  /** What can be chosen, of `choice` and `choices`. */
  options: string[];
  /** Of `number`. */
  whole: boolean;
  /** Of `json`: whether an array or an object is wanted. */
  shape: "array" | "object" | "any";
};

/** Asked for beside the arguments, by the buttons and by a field of its own. */
const askedElsewhere = new Set(["dryRun", "reason"]);
const longTexts = /^(body|text|comment|value|description|markdown|storage|html|cql|find|replace|replacement|content)$/i;
const spaceNames = /space(Id|Key)$/i;
const placeNames = /^(space|parent)(Id|Key)$/;
const pageNames = /^(page|parent|content|target|targetPage|root|ancestor|source|copyBodyFrom)(Id)?$/;

/**
 * The fields a JSON Schema object asks for: the required ones first, then the places (a new page needs a space or a
 * page above it, which no schema can say), otherwise in the schema's order.
 */
export function formFields(schema: JsonSchema): FormField[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = Object.entries(record(schema.properties))
    .filter(([name]) => !askedElsewhere.has(name))
    .map(([name, property]) => fieldOf(name, record(property), required.has(name)));
  const rank = ({ required, name }: FormField) => (required ? 0 : placeNames.test(name) ? 1 : 2);
  return fields.sort((one, other) => rank(one) - rank(other));
}

function fieldOf(name: string, property: JsonSchema, required: boolean): FormField {
  const { description, default: preset } = property;
  const items = record(property.items);
  const kind = kindOf(name, property, items);
  return {
    name,
    kind,
    required: required && preset === undefined,
    description: typeof description === "string" ? description : undefined,
    preset,
    options: list((kind === "choices" ? items : property).enum).map(String),
    whole: property.type === "integer",
    shape: property.type === "array" || property.type === "object" ? property.type : "any",
  };
}

function kindOf(name: string, property: JsonSchema, items: JsonSchema): FieldKind {
  if (list(property.enum).length > 0 && list(property.enum).every((one) => typeof one === "string")) return "choice";
  switch (property.type) {
    case "boolean":
      return "flag";
    case "integer":
    case "number":
      return "number";
    case "array":
      if (items.type !== "string") return "json";
      return list(items.enum).length > 0 ? "choices" : "lines";
    case "string":
      if (spaceNames.test(name)) return "space";
      if (pageNames.test(name)) return "page";
      return longTexts.test(name) ? "text" : "line";
    default:
      return "json";
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
