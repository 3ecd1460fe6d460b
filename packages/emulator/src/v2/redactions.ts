import { renderBody } from "../bodies/render-body.ts";
import { commit } from "../content/commit.ts";
import { reviseContent } from "../content/revise-content.ts";
import { featuresOf } from "../features.ts";
import { redactStorage, type TextNode, textNodeAt } from "../governance/redact-storage.ts";
import { joinRanges, type Range, redactText } from "../governance/redact-text.ts";
import {
  booleanField,
  integerField,
  isObject,
  type JsonObject,
  objectField,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation, type Reply } from "../http/operation.ts";
import { long, required } from "../http/parameters.ts";
import { badRequest, forbidden, notFound } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";
import type { Content, PastVersion } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { requestObject } from "./write-page.ts";

/** One place to redact, found in the text it points into. Code has no id: it cannot be restored. */
type Place = Range & { readonly pointer: string; readonly reason: string | null; readonly node: TextNode };

/** What was taken away, for whoever may see it one day. */
type RedactionRow = {
  readonly id: string;
  readonly contentId: number;
  readonly text: string;
  readonly reason: string | null;
};

const unusable = (pointer: string) => badRequest(`The JSON pointer '${pointer}' does not lead to text in the content.`);

function placesIn(
  section: JsonObject | undefined,
  nodeAt: (pointer: string) => TextNode | undefined,
): Place[] | undefined {
  if (section === undefined || section.redactions == null) return undefined;
  if (!Array.isArray(section.redactions)) throw badRequest("Field 'redactions' in the request body must be a list.");
  return section.redactions.map((entry: unknown) => {
    if (!isObject(entry)) throw badRequest("A redaction must be an object.");
    const pointer = stringField(entry, "pointer");
    if (pointer === undefined) throw badRequest("Field 'pointer' of a redaction is required.");
    const node = nodeAt(pointer);
    if (!node) throw unusable(pointer);
    const from = integerField(entry, "from") ?? 0;
    const to = integerField(entry, "to") ?? node.text.length;
    if (from < 0 || to < from || to > node.text.length) {
      throw badRequest(`The range from ${from} to ${to} lies outside the text at '${pointer}'.`);
    }
    return { pointer, from, to, reason: stringField(entry, "reason") ?? null, node };
  });
}

/** Places in the same text that overlap share an id; the answer keeps the order of the request. */
function recorded(site: Site, content: Content, places: readonly Place[]) {
  const ids = new Map<string, string>();
  return places.map((place) => {
    const { pointer, from, to, reason, node } = place;
    const same = places.filter((other) => other.pointer === pointer);
    const whole = joinRanges(same).find((range) => range.from <= from && to <= range.to) ?? place;
    const key = `${pointer}:${whole.from}:${whole.to}`;
    const id = ids.get(key) ?? stableUuid(`${site.cloudId}:redaction:${site.ids.next()}`);
    if (!ids.has(key) && !node.code) {
      const text = node.text.slice(whole.from, whole.to);
      site.table<RedactionRow>("redactions").put({ id, contentId: content.id, text, reason });
    }
    ids.set(key, id);
    return { pointer, from, to, ...(reason === null ? {} : { reason }), ...(node.code ? {} : { redactionId: id }) };
  });
}

function byPointer(places: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) groups.set(place.pointer, [...(groups.get(place.pointer) ?? []), place]);
  return groups;
}

/** The last place first, so that those before it stay where they were counted. */
function redactedBody(storage: string, places: readonly Place[]): string {
  let body = storage;
  const groups = [...byPointer(places).values()].sort(
    (a, b) => (b[0]?.node.before.length ?? 0) - (a[0]?.node.before.length ?? 0),
  );
  for (const group of groups) {
    const [first] = group;
    if (!first) continue;
    for (const range of joinRanges(group).reverse()) {
      const next = redactStorage(body, first.node, range);
      if (next === undefined) throw unusable(first.pointer);
      body = next;
    }
  }
  return body;
}

const titlePointers = new Set(["", "/", "/title", "/text"]);

function checkUpToDate(content: Content, input: JsonObject): void {
  const createdAt = stringField(input, "createdAt");
  if (createdAt === undefined) throw badRequest("Field 'createdAt' in the request body is required.");
  const at = Date.parse(createdAt);
  if (Number.isNaN(at)) throw badRequest("Field 'createdAt' in the request body must be a date and time.");
  if (at !== content.version.createdAt) throw badRequest("The content was changed since 'createdAt'.");
}

type Text = { readonly title: string; readonly body: string };

/** The version meant: the newest unless a number says otherwise. */
function versionIn(site: Site, content: Content, input: JsonObject): { past: PastVersion | undefined; text: Text } {
  const number = integerField(input, "versionNumber");
  if (number === undefined || number === content.version.number) return { past: undefined, text: content };
  const past = site.pastVersions.get(`${content.id}:${number}`);
  if (!past) throw badRequest(`There is no version ${number} of the content.`);
  return { past, text: past };
}

/** Removes past versions in which a redacted text still stands. */
function cleanHistory(site: Site, content: Content, places: readonly Place[]): void {
  const texts = places.map(({ node, from, to }) => node.text.slice(from, to)).filter((text) => text !== "");
  for (const past of [...site.lists.pastVersions.in(content.id)]) {
    if (texts.some((text) => past.body.includes(text) || past.title.includes(text))) site.pastVersions.delete(past.id);
  }
}

function redact(call: OperationCall, content: Content): Reply {
  const { site, access, account, now } = call;
  if (!featuresOf(site).redaction) throw forbidden("Redaction requires Atlassian Guard Premium.");
  if (!access.updateContent(content)) throw notFound();
  const input = requestObject(call.body);
  checkUpToDate(content, input);
  const clean = booleanField(input, "cleanHistory") ?? false;
  const { past, text } = versionIn(site, content, input);
  const document: unknown = JSON.parse(renderBody(text.body, "atlas_doc_format"));
  const inBody = placesIn(objectField(input, "body"), (pointer) => textNodeAt(document, pointer));
  const inTitle = placesIn(objectField(input, "title"), (pointer) =>
    titlePointers.has(pointer) ? { text: text.title, code: false, before: [] } : undefined,
  );
  const after: Text = {
    title: redactText(text.title, joinRanges(inTitle ?? [])),
    body: redactedBody(text.body, inBody ?? []),
  };
  if (past) site.pastVersions.put({ ...past, ...after });
  else if (content.status === "current") reviseContent(site, content, { by: account.id, at: now, change: after });
  else commit(site, { kind: "drafted", actor: account.id, at: now, before: content, after: { ...content, ...after } });
  const places = [...(inBody ?? []), ...(inTitle ?? [])];
  if (clean) cleanHistory(site, content, places);
  return ok({
    ...(inBody ? { body: { redactions: recorded(site, content, inBody) } } : {}),
    ...(inTitle ? { title: { redactions: recorded(site, content, inTitle) } } : {}),
  });
}

const nouns = [
  { type: "page", path: "/pages", id: "postRedactPage" },
  { type: "blogpost", path: "/blogposts", id: "postRedactBlog" },
] as const;

export const redactionOperations: readonly Operation[] = nouns.map(({ type, path, id }) =>
  operation({
    api: "v2",
    id,
    method: "POST",
    path: `${path}/{id}/redact`,
    scopes: [["write:page:confluence"]],
    status: 202,
    parameters: { id: required(long()) },
    body: "json",
    handle: (call) => redact(call, visible(call.access, call, call.parameters.id, type)),
  }),
);
