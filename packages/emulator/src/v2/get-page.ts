import { renderedFormat } from "../bodies/render-body.ts";
import { childrenOf } from "../content/tree.ts";
import { recordView } from "../content/views.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { flag, integer, listOf, long, oneOf, required } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";
import { operationsOn } from "../permission/operations-on.ts";
import type { Content } from "../state/records.ts";
import { includedLabels, includedList, versionJson } from "./json.ts";
import { childJson, pageJson } from "./page-json.ts";
import { contentPropertyJson } from "./property-json.ts";
import { versionsOf } from "./version-rows.ts";

const readable = ["current", "archived", "trashed", "deleted", "historical", "draft"] as const;

export const single = () =>
  oneOf("storage", "atlas_doc_format", "view", "export_view", "anonymous_export_view", "styled_view", "editor");

const pageParameters = {
  id: required(long()),
  "body-format": single(),
  "get-draft": flag(),
  status: listOf(oneOf(...readable)),
  version: integer(),
  "include-labels": flag(),
  "include-properties": flag(),
  "include-operations": flag(),
  "include-likes": flag(),
  "include-versions": flag(),
  "include-version": flag(true),
  "include-favorited-by-current-user-status": flag(),
  "include-webresources": flag(),
  "include-collaborators": flag(),
  "include-direct-children": flag(),
};

type PageCall = OperationCall<typeof pageParameters>;

/** The row the request means: the page itself, its draft, or one of its past versions. */
function requested({ parameters, site, access, account }: PageCall): Content {
  const page = visible(access, { site }, parameters.id, "page");
  const { status, version } = parameters;
  if (status && !status.includes("historical") && !status.includes(page.status as (typeof readable)[number]))
    throw notFound();
  if (parameters["get-draft"]) {
    if (page.draft)
      return {
        ...page,
        title: page.draft.title,
        body: page.draft.body,
        status: "draft",
        version: { ...page.version, createdAt: page.draft.at, authorId: page.draft.authorId },
      };
    if (page.status === "draft" && page.authorId !== account.id) throw notFound();
    return page;
  }
  if (version === undefined || version === page.version.number) return page;
  const past = site.pastVersions.get(`${page.id}:${version}`);
  if (!past) throw notFound();
  return { ...page, title: past.title, body: past.body, version: past.version };
}

function included(call: PageCall, page: Content): Record<string, unknown> {
  const { parameters, site, siteUrl, access } = call;
  const self = (name: string) => `${siteUrl}/wiki/api/v2/pages/${page.id}/${name}`;
  const parts: Record<string, unknown> = {};
  if (parameters["include-labels"]) parts.labels = includedLabels(site, page, self("labels"));
  if (parameters["include-properties"]) {
    parts.properties = includedList(
      site.lists.properties.in(`content:${page.id}`).map(contentPropertyJson),
      self("properties"),
    );
  }
  if (parameters["include-operations"]) parts.operations = includedList(operationsOn(access, page), self("operations"));
  if (parameters["include-likes"]) {
    parts.likes = includedList(
      page.likes.map(({ accountId }) => ({ accountId })),
      self("likes/users"),
    );
  }
  if (parameters["include-versions"]) {
    parts.versions = includedList(
      versionsOf(site, page)
        .reverse()
        .map((row) => versionJson(row.version)),
      self("versions"),
    );
  }
  if (parameters["include-direct-children"]) {
    parts.directChildren = includedList(
      childrenOf(site, page.id)
        .filter((child) => access.viewContent(child))
        .map(childJson),
      self("direct-children"),
    );
  }
  if (parameters["include-favorited-by-current-user-status"]) {
    parts.isFavoritedByCurrentUser = page.favouritedBy.includes(call.account.id);
  }
  if (parameters["include-collaborators"]) {
    parts.collaborators = includedList(
      [...new Set(versionsOf(site, page).map((row) => row.version.authorId))].map((accountId) => ({ accountId })),
      self("collaborators"),
    );
  }
  if (parameters["include-webresources"]) parts.webresources = { keys: [], contexts: [], uris: {}, tags: {} };
  return parts;
}

export const getPage: Operation = operation({
  api: "v2",
  id: "getPageById",
  method: "GET",
  path: "/pages/{id}",
  scopes: [["read:page:confluence"]],
  parameters: pageParameters,
  handle: (call) => {
    const page = requested(call);
    recordView(call.site, page, { by: call.account.id, at: call.now });
    const { version, ...rest } = pageJson(call.site, page, renderedFormat(call.parameters["body-format"]));
    return ok({ ...rest, ...(call.parameters["include-version"] ? { version } : {}), ...included(call, page) });
  },
});
