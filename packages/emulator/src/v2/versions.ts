import { bodyContext } from "../bodies/body-context.ts";
import { renderedFormat } from "../bodies/render-body.ts";
import { listed, type Operation, ok, operation } from "../http/operation.ts";
import { sliceOfUnsorted, sortDirection } from "../http/paging.ts";
import { cursor, limit, long, oneOf, required } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";
import type { Content, ContentType, PastVersion } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { bodyJson, isoDate, versionJson } from "./json.ts";
import { versionSort } from "./sorting.ts";
import { versionsOf } from "./version-rows.ts";

/** Nouns with versions. `member` names the versioned thing in the list; `idName` the parameter of the detail path. */
type Noun = {
  type: ContentType;
  path: string;
  list: string;
  detail: string;
  idName: string;
  member: string;
  scope: string;
  inline?: boolean;
};

const nouns: readonly Noun[] = [
  {
    type: "page",
    path: "/pages",
    list: "getPageVersions",
    detail: "getPageVersionDetails",
    idName: "page-id",
    member: "page",
    scope: "read:page:confluence",
  },
  {
    type: "blogpost",
    path: "/blogposts",
    list: "getBlogPostVersions",
    detail: "getBlogPostVersionDetails",
    idName: "blogpost-id",
    member: "blogpost",
    scope: "read:page:confluence",
  },
  {
    type: "comment",
    path: "/footer-comments",
    list: "getFooterCommentVersions",
    detail: "getFooterCommentVersionDetails",
    idName: "id",
    member: "comment",
    scope: "read:comment:confluence",
    inline: false,
  },
  {
    type: "comment",
    path: "/inline-comments",
    list: "getInlineCommentVersions",
    detail: "getInlineCommentVersionDetails",
    idName: "id",
    member: "comment",
    scope: "read:comment:confluence",
    inline: true,
  },
];

function versioned(call: { site: Site; access: Parameters<typeof visible>[0] }, id: number, noun: Noun): Content {
  const content = visible(call.access, call, id, noun.type);
  if (noun.inline !== undefined && (content.inline !== null) !== noun.inline) throw notFound();
  return content;
}

const ofNoun = (noun: Noun): readonly Operation[] => [
  operation({
    api: "v2",
    id: noun.list,
    method: "GET",
    path: `${noun.path}/{id}/versions`,
    scopes: [[noun.scope]],
    parameters: {
      id: required(long()),
      "body-format": oneOf("storage", "atlas_doc_format"),
      cursor: cursor(),
      limit: limit(),
      sort: versionSort(),
    },
    handle: (call) => {
      const { parameters, site } = call;
      const content = versioned(call, parameters.id, noun);
      const format = renderedFormat(parameters["body-format"]);
      const { descending } = sortDirection(parameters.sort);
      const order = { name: "modified-date", descending, value: (row: PastVersion) => row.version.number };
      const rows = versionsOf(site, content);
      return listed(sliceOfUnsorted({ rows, order, cursor: parameters.cursor, limit: parameters.limit }), (row) => ({
        ...versionJson(row.version),
        [noun.member]: {
          id: String(content.id),
          title: row.title,
          body: bodyJson(row.body, format, bodyContext(site, content)),
        },
      }));
    },
  }),
  operation({
    api: "v2",
    id: noun.detail,
    method: "GET",
    path: `${noun.path}/{${noun.idName}}/versions/{version-number}`,
    scopes: [[noun.scope]],
    parameters: { [noun.idName]: required(long()), "version-number": required(long()) },
    handle: (call) => {
      const { parameters, site } = call;
      const content = versioned(call, parameters[noun.idName] ?? 0, noun);
      const rows = versionsOf(site, content);
      const at = rows.findIndex((row) => row.version.number === parameters["version-number"]);
      const row = rows[at];
      if (!row) throw notFound();
      return ok({
        number: row.version.number,
        authorId: row.version.authorId,
        message: row.version.message,
        createdAt: isoDate(row.version.createdAt),
        minorEdit: row.version.minorEdit,
        contentTypeModified: false,
        collaborators: [row.version.authorId],
        prevVersion: rows[at - 1]?.version.number ?? null,
        nextVersion: rows[at + 1]?.version.number ?? null,
      });
    },
  }),
];

export const versionOperations: readonly Operation[] = nouns.flatMap(ofNoun);
