import type { CqlFieldName, CqlOperator } from "./ast.ts";

/** What the value of a field is. `search` values are text queries (`parseTextQuery`), the others are compared whole. */
export type CqlValueKind = "content" | "date" | "user" | "space" | "name" | "search" | "property";

export type CqlField = {
  /** The name in lower case, by which a program tells fields apart. */
  readonly name: string;
  /** The name as documentation writes it. */
  readonly label: string;
  readonly aliases: readonly string[];
  readonly operators: readonly CqlOperator[];
  readonly value: CqlValueKind;
  /** Functions (in lower case, see `cqlFunctions`) that may stand as its value. */
  readonly functions: readonly string[];
  /** False for fields that hold several values, or none that sort. */
  readonly sortable: boolean;
  /** Which search knows it: search of content, or /wiki/rest/api/search/user. */
  readonly search: "content" | "user";
  /** False for what clients use against real sites though no page of Atlassian's describes it. */
  readonly documented: boolean;
  /** The only values there are, where they are known. */
  readonly values?: readonly string[];
  /** Words people and models write when they mean this field. */
  readonly meantBy: readonly string[];
};

const equality = ["=", "!=", "IN", "NOT IN"] as const;
const range = ["=", "!=", ">", ">=", "<", "<="] as const;
const contains = ["~", "!~"] as const;

const dateFunctions = [
  "now",
  ...["day", "week", "month", "year"].flatMap((period) => [`startof${period}`, `endof${period}`]),
];
const contentFunctions = ["recentlyviewedcontent", "currentcontent"];
const userFunctions = ["currentuser"];
const spaceFunctions = ["favouritespaces", "recentlyviewedspaces", "currentspace"];

const contentTypes = [
  "page",
  "blogpost",
  "comment",
  "attachment",
  "whiteboard",
  "database",
  "embed",
  "folder",
  "space",
  "user",
];

type Row = Pick<CqlField, "label" | "operators" | "value"> & Partial<CqlField>;

function field(row: Row): CqlField {
  const defaults = {
    aliases: [],
    functions: [],
    sortable: false,
    search: "content",
    documented: true,
    meantBy: [],
  } as const;
  return { ...defaults, name: row.label.toLowerCase(), ...row };
}

const user = { operators: equality, value: "user", functions: userFunctions } as const;
const content = { operators: equality, value: "content", functions: contentFunctions } as const;
const date = { operators: range, value: "date", functions: dateFunctions, sortable: true } as const;
const name = { operators: equality, value: "name" } as const;

/**
 * Every field, once. Sources: https://developer.atlassian.com/cloud/confluence/cql-fields/ ; which of the single-valued
 * ones can be sorted by is not said there for all (assumption: all that are not searched as text).
 */
export const cqlFields: readonly CqlField[] = [
  field({ label: "ancestor", ...content, meantBy: ["ancestors"] }),
  field({ label: "container", operators: equality, value: "content", sortable: true }),
  field({ label: "id", aliases: ["content"], ...content, sortable: true, meantBy: ["pageid", "contentid", "page"] }),
  field({ label: "parent", ...content, sortable: true, meantBy: ["parentid"] }),
  field({ label: "created", ...date, meantBy: ["createdat", "createddate", "creationdate", "date"] }),
  field({
    label: "lastmodified",
    ...date,
    meantBy: ["modified", "updated", "lastupdated", "lastmodifieddate", "updatedat", "modifieddate"],
  }),
  field({ label: "creator", ...user, sortable: true, meantBy: ["author", "createdby", "owner"] }),
  field({ label: "creator.fullname", operators: ["~"], value: "search", meantBy: ["authorname"] }),
  field({ label: "contributor", ...user, meantBy: ["editor", "modifier", "lastmodifier", "updatedby"] }),
  field({ label: "favourite", aliases: ["favorite"], ...user, meantBy: ["starred"] }),
  field({ label: "mention", ...user, meantBy: ["mentions", "mentioned"] }),
  field({ label: "watcher", ...user, meantBy: ["watchers", "watched"] }),
  field({ label: "label", ...name, meantBy: ["labels", "tag", "tags"] }),
  field({ label: "macro", ...name, meantBy: ["macros"] }),
  field({ label: "pageStatus", ...name, sortable: true }),
  field({
    label: "space",
    aliases: ["space.key"],
    operators: equality,
    value: "space",
    functions: spaceFunctions,
    sortable: true,
    meantBy: ["spacekey", "spaces"],
  }),
  field({
    label: "space.title",
    operators: contains,
    value: "search",
    documented: false,
    meantBy: ["spacename", "space.name"],
  }),
  field({ label: "space.type", ...name, documented: false }),
  field({ label: "type", ...name, values: contentTypes, sortable: true, meantBy: ["contenttype"] }),
  field({
    label: "title",
    operators: ["=", "!=", "~", "!~", "IN", "NOT IN"],
    value: "search",
    sortable: true,
    meantBy: ["name"],
  }),
  field({ label: "text", operators: contains, value: "search", meantBy: ["body", "query", "q", "keyword"] }),
  field({ label: "siteSearch", operators: contains, value: "search", documented: false }),
  field({ label: "status", ...name, documented: false }),
  field({
    label: "content.property",
    operators: [...range, ...contains, "IN", "NOT IN"],
    value: "property",
    documented: false,
    meantBy: ["property"],
  }),
  field({
    label: "user",
    aliases: ["user.accountid"],
    operators: ["=", "IN"],
    value: "user",
    functions: userFunctions,
    search: "user",
    meantBy: ["accountid"],
  }),
  field({
    label: "user.fullname",
    operators: ["~"],
    value: "search",
    search: "user",
    meantBy: ["fullname", "displayname"],
  }),
];

const byName = new Map(
  cqlFields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field] as const)),
);

/** The field a query means, by any of its names in any case; undefined when there is none. */
export function findCqlField(name: string | CqlFieldName): CqlField | undefined {
  return byName.get((typeof name === "string" ? name : name.name).toLowerCase());
}

/** Every name a field goes by. */
export const cqlFieldNames: readonly string[] = [...byName.keys()];
