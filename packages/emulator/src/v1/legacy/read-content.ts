import { recordView } from "../../content/views.ts";
import { type Operation, type OperationCall, ok, operation } from "../../http/operation.ts";
import { integer, required, text, withDefault } from "../../http/parameters.ts";
import { badRequest, noContent } from "../../http/refusal.ts";
import type { Content, ContentType } from "../../state/records.ts";
import { contentJson } from "../content-json.ts";
import { expansion } from "../expansion.ts";
import { spaceOf } from "../find.ts";
import { contentOf } from "../labels.ts";
import { single } from "../paged.ts";
import { contentIn, contentList, expandParameter, hasStatus, place, statuses } from "./content-lists.ts";
import { legacyScopes } from "./scopes.ts";

const listed: readonly ContentType[] = ["page", "blogpost", "comment", "attachment"];

/** What a single content holds when nothing in particular is asked for. */
const defaultExpansion = ["history", "space", "version"];

type Sorting = { value: (content: Content) => number | string; descending: boolean };

const sortable: Record<string, Sorting["value"]> = {
  id: (content) => content.id,
  title: (content) => content.title.toLowerCase(),
  "history.createddate": (content) => content.createdAt,
  created: (content) => content.createdAt,
  modified: (content) => content.version.createdAt,
  "history.lastupdated.when": (content) => content.version.createdAt,
};

/** `orderby` is a field and a direction: `history.createdDate desc`. */
function sortingOf(orderby: string | undefined): Sorting | undefined {
  if (orderby === undefined || orderby.trim() === "") return undefined;
  const [field = "", direction = "asc"] = orderby.trim().toLowerCase().split(/\s+/);
  const value = sortable[field];
  if (!value || (direction !== "asc" && direction !== "desc")) throw badRequest(`Unknown orderby: ${orderby}`);
  return { value, descending: direction === "desc" };
}

function sorted(rows: readonly Content[], sorting: Sorting | undefined): readonly Content[] {
  if (!sorting) return rows;
  const sign = sorting.descending ? -1 : 1;
  const compare = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].sort((a, b) => sign * compare(sorting.value(a), sorting.value(b)) || a.id - b.id);
}

const getContent = operation({
  api: "v1",
  id: "getContent",
  method: "GET",
  path: "/content",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: {
    type: withDefault(text(), "page"),
    spaceKey: text(),
    title: text(),
    status: statuses(),
    postingDay: text(),
    trigger: text(),
    orderby: text(),
    ...expandParameter,
    ...place,
  },
  handle: (call) => {
    const { site, parameters } = call;
    const { title, postingDay } = parameters;
    const type = parameters.type.toLowerCase();
    const found = listed.find((one) => one === type);
    if (!found && type !== "all") throw badRequest(`Unknown content type: ${parameters.type}`);
    const space = parameters.spaceKey ? spaceOf(call, parameters.spaceKey) : undefined;
    const types = found ? [found] : listed;
    const rows = types.flatMap((one) =>
      space ? site.lists.contentInSpace.id.in(`${one}:${space.id}`) : site.lists.contentOfType.id.in(one),
    );
    const wanted = (content: Content) =>
      hasStatus(content.status, parameters.status) &&
      (!title || content.title === title) &&
      (!postingDay || new Date(content.createdAt).toISOString().startsWith(postingDay));
    return contentList(call, sorted(rows.filter(wanted), sortingOf(parameters.orderby)), parameters);
  },
});

/** Content as it was in a version, under the status v1 gives old versions. */
function atVersion({ site }: OperationCall, content: Content, number: number | undefined): Content {
  if (number === undefined || number === 0 || number === content.version.number) return content;
  const past = site.pastVersions.get(`${content.id}:${number}`);
  if (!past) throw noContent(content.id);
  return { ...content, title: past.title, body: past.body, file: past.file, version: past.version };
}

const getContentById = operation({
  api: "v1",
  id: "getContentById",
  method: "GET",
  path: "/content/{id}",
  scopes: legacyScopes.readContent,
  legacy: true,
  parameters: {
    id: required(text()),
    status: statuses(),
    version: integer({ min: 0 }),
    embeddedContentRender: text(),
    trigger: text(),
    ...expandParameter,
  },
  handle: (call) => {
    const { parameters, account, now } = call;
    const current = contentIn(call, parameters.id, parameters.status ?? ["current", "archived", "draft"]);
    const content = atVersion(call, current, parameters.version);
    recordView(call.site, current, { by: account.id, at: now });
    const asked = parameters.expand.size > 0 ? parameters.expand : defaultExpansion;
    const json = contentJson(call, content, expansion(asked));
    return single(call, { ...json, status: content === current ? content.status : "historical" });
  },
});

const getHistoryForContent = operation({
  api: "v1",
  id: "getHistoryForContent",
  method: "GET",
  path: "/content/{id}/history",
  scopes: legacyScopes.readContentMetadata,
  legacy: true,
  parameters: { id: required(text()), ...expandParameter },
  handle: (call) => {
    const content = contentOf(call, call.parameters.id);
    const asked = ["history", ...[...call.parameters.expand].map((name) => `history.${name}`), "history.lastUpdated"];
    const { history } = contentJson(call, content, expansion(asked));
    return ok(history);
  },
});

export const legacyReadOperations: readonly Operation[] = [getContent, getContentById, getHistoryForContent];
