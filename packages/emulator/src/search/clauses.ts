import {
  type CqlDateContext,
  type CqlDateRange,
  type CqlField,
  type CqlScalar,
  compareCqlDate,
  findCqlField,
  type PositiveClause,
  resolveCqlDate,
} from "@tributary/cql";
import { labelsOf } from "../content/label-content.ts";
import type { Access } from "../permission/access.ts";
import type { Account, Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { propertyTest } from "./content-property.ts";
import { matchText, type TextField } from "./match-text.ts";
import { plainText } from "./plain-text.ts";
import type { Scores } from "./postings.ts";
import type { IndexedDocument, SearchIndex } from "./search-index.ts";

/** Who asks, where, when: what a clause needs to be understood. */
export type ClauseContext = {
  site: Site;
  index: SearchIndex;
  access: Access;
  account: Account;
  dates: CqlDateContext;
  /** From `cqlcontext`: what currentSpace() and currentContent() mean. */
  current: { spaceKey?: string | undefined; contentId?: number | undefined };
};

/** A clause made ready: a test for one document and, where the index can say so, the only documents that may pass. */
export type ReadyClause = {
  test: (document: IndexedDocument) => boolean;
  scores?: Scores;
};

export function readyClause(context: ClauseContext, clause: PositiveClause): ReadyClause {
  const field = findCqlField(clause.field);
  if (!field) return { test: () => false };
  if (field.value === "property") return { test: propertyTest(context.site, clause) };
  if (clause.operator === "~") return textClause(context, field, scalars(clause)[0]);
  if (field.value === "date") return { test: dateTest(context, field, clause) };
  const values = new Set(scalars(clause).flatMap((value) => meaning(context, field, value)));
  const of = valuesOf[field.name];
  if (!of) return { test: () => false };
  return { test: ({ content }) => of(context, content).some((value) => values.has(value.toLowerCase())) };
}

const scalars = ({ value }: PositiveClause): readonly CqlScalar[] => (value.kind === "list" ? value.items : [value]);

/** A value as the field's values are compared: in lower case, functions replaced by what they stand for. */
function meaning(context: ClauseContext, field: CqlField, value: CqlScalar): string[] {
  if (value.kind !== "function")
    return [value.text.toLowerCase().replace(field.value === "content" ? /^att(?=\d)/ : /^$/, "")];
  const { site, account, current } = context;
  const spaces = [...site.spaces.values()];
  switch (value.name.toLowerCase()) {
    case "currentuser":
      return [account.id.toLowerCase()];
    case "favouritespaces":
      return spaces.filter((space) => space.favouritedBy.includes(account.id)).map(({ key }) => key.toLowerCase());
    case "currentspace":
      return current.spaceKey === undefined ? [] : [current.spaceKey.toLowerCase()];
    case "currentcontent":
      return current.contentId === undefined ? [] : [String(current.contentId)];
    case "recentlyviewedspaces":
    case "recentlyviewedcontent":
      return recentlyViewed(
        context,
        value.name.toLowerCase() === "recentlyviewedspaces",
        value.args.map(({ text }) => Number(text)),
      );
    default:
      return [];
  }
}

export type View = {
  readonly id: string;
  readonly accountId: string;
  readonly contentId: number;
  readonly spaceId: number;
  readonly at: number;
};

function recentlyViewed(
  { site, account }: ClauseContext,
  spaces: boolean,
  [limit = 5, offset = 0]: readonly number[],
): string[] {
  const views = [...site.table<View>("views").values()]
    .filter(({ accountId }) => accountId === account.id)
    .sort((a, b) => b.at - a.at);
  const found = views.map((view) =>
    spaces ? (site.spaces.get(view.spaceId)?.key.toLowerCase() ?? "") : String(view.contentId),
  );
  return [...new Set(found)].slice(offset, offset + limit);
}

const spaceOf = ({ site }: ClauseContext, content: Content): Space | undefined => site.spaces.get(content.spaceId);

function ancestors({ site }: ClauseContext, content: Content): string[] {
  const found: string[] = [];
  for (let at = content.type === "comment" ? null : content.parentId; at !== null && found.length < 500; ) {
    found.push(String(at));
    at = site.content.get(at)?.parentId ?? null;
  }
  return found;
}

const contributors = ({ site }: ClauseContext, content: Content): string[] => [
  content.version.authorId,
  content.authorId,
  ...site.lists.pastVersions.in(content.id).map((past) => past.version.authorId),
];

const matchesIn = (body: string, pattern: RegExp): string[] =>
  [...body.matchAll(pattern)].map((match) => match[1] ?? "");

/** The values a content has in each field that is compared whole. */
const valuesOf: Record<string, (context: ClauseContext, content: Content) => readonly string[]> = {
  id: (_, content) => [String(content.id)],
  parent: (_, content) => (content.parentId === null || content.type === "comment" ? [] : [String(content.parentId)]),
  ancestor: ancestors,
  container: (_, content) => (content.containerId === null ? [] : [String(content.containerId)]),
  creator: (_, content) => [content.authorId],
  contributor: contributors,
  favourite: ({ account }, content) => (content.favouritedBy.includes(account.id) ? [account.id] : []),
  watcher: ({ site, account }, content) =>
    site.watches.get(`${account.id}:content:${content.id}`) ? [account.id] : [],
  mention: (_, content) => matchesIn(content.body, /ri:account-id="([^"]+)"/g),
  label: ({ site }, content) => labelsOf(site, content.labelIds).map(({ name }) => name),
  macro: (_, content) => matchesIn(content.body, /<ac:structured-macro\b[^>]*\bac:name="([^"]+)"/g),
  pagestatus: ({ site }, content) => contentState(site, content),
  space: (context, content) => [spaceOf(context, content)?.key ?? ""],
  "space.type": (context, content) => [spaceOf(context, content)?.type ?? ""],
  type: (_, content) => [content.customType ?? content.type],
  title: (_, content) => [content.title],
  status: (_, content) => [content.status],
};

const contentState = (site: Site, content: Content): string[] => {
  const state = site.table<{ id: number; name: string }>("contentStates").get(content.id);
  return state ? [state.name] : [];
};

function dateTest({ dates }: ClauseContext, field: CqlField, clause: PositiveClause): ReadyClause["test"] {
  const [value] = scalars(clause);
  const range: CqlDateRange | undefined = value && resolveCqlDate(value, dates);
  const { operator } = clause;
  if (!range || operator === "~" || operator === "IN") return () => false;
  const of =
    field.name === "created"
      ? (content: Content) => content.createdAt
      : (content: Content) => content.version.createdAt;
  return ({ content }) => compareCqlDate(of(content), operator, range);
}

function textClause(context: ClauseContext, field: CqlField, value: CqlScalar | undefined): ReadyClause {
  const { index, site } = context;
  if (!value || value.kind === "function") return { test: () => false };
  const isLive = (document: number) => index.isLive(document);
  const titleOf = (document: number) => index.document(document)?.content.title ?? "";
  const textOf = (document: number) => {
    const content = index.document(document)?.content;
    return content
      ? `${content.title} ${labelsOf(site, content.labelIds)
          .map(({ name }) => name)
          .join(" ")} ${plainText(content.body)}`
      : "";
  };
  const inTitle: TextField = { postings: index.titles, isLive, textOf: titleOf };
  const inText: TextField = { postings: index.bodies, isLive, textOf };
  if (field.name === "text" || field.name === "sitesearch") {
    const scores = matchText(inText, value.text);
    // A hit in the title says more about a page than one in its text.
    for (const [document, score] of matchText(inTitle, value.text))
      scores.set(document, (scores.get(document) ?? 0) + 2 * score);
    return { test: ({ number }) => scores.has(number), scores };
  }
  if (field.name === "title") {
    const scores = matchText(inTitle, value.text);
    return { test: ({ number }) => scores.has(number), scores };
  }
  return { test: namesTest(context, field, value.text) };
}

/** Text searches in names that are not indexed because there are few of them: of spaces and of people. */
function namesTest(context: ClauseContext, field: CqlField, query: string): ReadyClause["test"] {
  const { site } = context;
  const fits = (name: string) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return words.some((word) =>
      name
        .toLowerCase()
        .split(/\s+/)
        .some((one) => one === word || one.startsWith(word.replace(/\*$/, ""))),
    );
  };
  if (field.name === "space.title") return ({ content }) => fits(spaceOf(context, content)?.name ?? "");
  if (field.name === "creator.fullname")
    return ({ content }) => fits(site.accounts.get(content.authorId)?.displayName ?? "");
  return () => false;
}
