import { bodyContext } from "../bodies/body-context.ts";
import { type Representation, renderBody, representations } from "../bodies/render-body.ts";
import { propertiesOf } from "../content/content-properties.ts";
import { labelsOf } from "../content/label-content.ts";
import { tinyLink, webLink } from "../content/links.ts";
import { mediaTypeDescription } from "../content/media-types.ts";
import { ancestorsOf, childrenOf } from "../content/tree.ts";
import type { Access } from "../permission/access.ts";
import { operationsOn } from "../permission/operations-on.ts";
import type { Account, Content, Principals, Version } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type Expansion, expanded, expansion } from "./expansion.ts";
import { spaceJson } from "./space-json.ts";
import { userJson } from "./user-json.ts";

/** Who looks, and from where: what every v1 object needs for its links and its people. */
export type View = { site: Site; siteUrl: string; account: Account; access: Access; now: number };

export const contentId = (content: Content): string =>
  content.type === "attachment" ? `att${content.id}` : String(content.id);
const selfLink = (view: View, content: Content): string =>
  `${view.siteUrl}/wiki/rest/api/content/${contentId(content)}`;
const nothing = expansion([]);

export function person(view: View, accountId: string) {
  const account = view.site.accounts.get(accountId);
  return account
    ? userJson(account, view.siteUrl, view.account)
    : { type: "unknown", accountId, displayName: "Unknown user" };
}

/** "yesterday at 3:04 PM" in the real product; here always the date, which does not change as one looks. */
export const friendlyDate = (at: number): string =>
  new Date(at).toLocaleDateString("en-US", { month: "short", day: "2-digit", year: "numeric", timeZone: "UTC" });

export const versionJson = (view: View, { number, message, minorEdit, authorId, createdAt }: Version) => ({
  by: person(view, authorId),
  when: new Date(createdAt).toISOString(),
  friendlyWhen: friendlyDate(createdAt),
  message,
  number,
  minorEdit,
  contentTypeModified: false,
  _expandable: { collaborators: "", content: "" },
});

export const labelJson = ({ prefix, name, id }: { prefix: string; name: string; id: number }) => ({
  prefix,
  name,
  id: String(id),
  label: name,
});

/** A v1 list: where it starts, how many it may hold, how many it holds. */
export function listJson<T>(results: readonly T[], place: { start: number; limit: number; self: string }) {
  const { start, limit, self } = place;
  return { results, start, limit, size: results.length, _links: { self } };
}

/** Any content as v1 shows it, with the members asked for by `expand`. */
export function contentJson(view: View, content: Content, asked: Expansion): Record<string, unknown> {
  const { site } = view;
  const self = `/rest/api/content/${contentId(content)}`;
  const space = site.spaces.get(content.spaceId);
  const { _expandable, ...members } = expanded(asked, {
    space: {
      here: () => space && spaceJson(view, space, asked.inside("space")),
      link: `/rest/api/space/${space?.key ?? ""}`,
    },
    history: { here: () => historyJson(view, content, asked.inside("history")), link: `${self}/history` },
    version: { here: () => versionJson(view, content.version) },
    ancestors: { here: () => ancestorsOf(site, content).map((one) => contentJson(view, one, nothing)) },
    operations: { here: () => operationsOn(view.access, content) },
    container: { here: () => containerJson(view, content), link: containerLink(site, content) },
    children: { here: () => childrenJson(view, content, asked.inside("children")), link: `${self}/child` },
    descendants: { here: () => childrenJson(view, content, asked.inside("descendants")), link: `${self}/descendant` },
    body: { here: () => bodiesJson(view, content, asked.inside("body")) },
    metadata: { here: () => metadataJson(view, content, asked.inside("metadata")) },
    restrictions: { here: () => restrictionsJson(view, content), link: `${self}/restriction/byOperation` },
    extensions: { here: () => extensionsJson(content) },
    childTypes: { here: () => childTypes(view, content) },
    macroRenderedOutput: { here: () => ({}) },
    schedulePublishDate: { here: () => null },
    schedulePublishInfo: { here: () => null },
  });
  return {
    id: contentId(content),
    type: content.customType ?? content.type,
    // In no document; sooperset/mcp-atlassian reads it of live docs on live sites.
    ...(content.subtype === null ? {} : { subtype: content.subtype }),
    status: content.status,
    title: content.title,
    ...(asked.has("macroRenderedOutput") ? {} : { macroRenderedOutput: {} }),
    ...members,
    ...(content.file ? { metadata: metadataJson(view, content, asked.inside("metadata")) } : {}),
    ...(content.type === "attachment" && !asked.has("extensions") ? { extensions: extensionsJson(content) } : {}),
    _expandable,
    _links: {
      self: selfLink(view, content),
      webui: webLink(site, content),
      ...(content.type === "page" || content.type === "blogpost"
        ? { tinyui: tinyLink(content), editui: `/pages/resumedraft.action?draftId=${content.id}` }
        : {}),
      ...(content.type === "attachment" ? { download: downloadLink(content) } : {}),
    },
  };
}

/** Recorded form: `/rest/api/content/<page>/child/attachment/<att…>/download`. */
export const downloadLink = (content: Content): string =>
  `/rest/api/content/${content.containerId ?? ""}/child/attachment/att${content.id}/download`;

function historyJson(view: View, content: Content, asked: Expansion) {
  const { site } = view;
  return {
    latest: true,
    createdBy: person(view, content.authorId),
    ownedBy: person(view, content.ownerId),
    createdDate: new Date(content.createdAt).toISOString(),
    ...expanded(asked, {
      lastUpdated: { here: () => versionJson(view, content.version) },
      previousVersion: {
        here: () => {
          const past = site.lists.pastVersions.in(content.id).at(-1);
          return past && versionJson(view, past.version);
        },
      },
      contributors: { here: () => ({ publishers: contributorsJson(view, content) }) },
      nextVersion: { here: () => undefined },
    }),
    _links: { self: `${selfLink(view, content)}/history` },
  };
}

function contributorsJson(view: View, content: Content) {
  const ids = [
    ...new Set([
      ...view.site.lists.pastVersions.in(content.id).map((past) => past.version.authorId),
      content.version.authorId,
    ]),
  ];
  return { users: ids.map((id) => person(view, id)), userKeys: [] };
}

function containerLink(site: Site, content: Content): string {
  if (content.containerId !== null) return `/rest/api/content/${content.containerId}`;
  return `/rest/api/space/${site.spaces.get(content.spaceId)?.key ?? ""}`;
}

function containerJson(view: View, content: Content) {
  const container = content.containerId === null ? undefined : view.site.content.get(content.containerId);
  const space = view.site.spaces.get(content.spaceId);
  return container ? contentJson(view, container, nothing) : space && spaceJson(view, space, nothing);
}

function childrenJson(view: View, content: Content, asked: Expansion) {
  const { site, access } = view;
  const self = `/rest/api/content/${contentId(content)}/child`;
  const list = (rows: readonly Content[], type: string) =>
    listJson(
      rows
        .filter((row) => row.status === "current" && access.viewContent(row))
        .slice(0, 25)
        .map((row) => contentJson(view, row, asked.inside(type))),
      { start: 0, limit: 25, self: `${view.siteUrl}/wiki${self}/${type}` },
    );
  return {
    ...expanded(asked, {
      page: {
        here: () =>
          list(
            childrenOf(site, content.id).filter(({ type }) => type === "page"),
            "page",
          ),
        link: `${self}/page`,
      },
      comment: {
        here: () => list(site.lists.inContainer.in(`comment:${content.id}`), "comment"),
        link: `${self}/comment`,
      },
      attachment: {
        here: () => list(site.lists.inContainer.in(`attachment:${content.id}`), "attachment"),
        link: `${self}/attachment`,
      },
    }),
    _links: { self: `${view.siteUrl}/wiki${self}` },
  };
}

function bodiesJson({ site }: View, content: Content, asked: Expansion) {
  return expanded(
    asked,
    Object.fromEntries(
      representations.map((representation: Representation) => [
        representation,
        {
          here: () => ({
            value: renderBody(content.body, representation, bodyContext(site, content)),
            representation,
            embeddedContent: [],
            _expandable: { content: `/rest/api/content/${contentId(content)}` },
          }),
        },
      ]),
    ),
  );
}

function metadataJson(view: View, content: Content, asked: Expansion) {
  const labels = labelsOf(view.site, content.labelIds).map(labelJson);
  const { file } = content;
  const members = expanded(asked, {
    labels: { here: () => listJson(labels, { start: 0, limit: 200, self: `${selfLink(view, content)}/label` }) },
    currentuser: {
      here: () => ({
        favourited: { isFavourite: content.favouritedBy.includes(view.account.id) },
        _expandable: { lastmodified: "", lastcontributed: "", viewed: "", scheduled: "" },
      }),
    },
    properties: { here: () => propertiesJson(view, content, asked.inside("properties")) },
    frontend: { here: () => ({}) },
  });
  // What a file is stands here unasked: kovetskiy/mark reads the checksums it keeps in comments from it.
  return { ...(file && { mediaType: file.mediaType, ...(file.comment && { comment: file.comment }) }), ...members };
}

/** The properties by their keys: those asked for one by one are shown, the others can be. */
function propertiesJson(view: View, content: Content, asked: Expansion) {
  const self = `${selfLink(view, content)}/property`;
  const members = propertiesOf(view.site, { owner: "content", id: String(content.id) }).map(
    ({ id, key, value, version }) => [
      key,
      {
        here: () => ({
          id: String(id),
          key,
          value,
          version: versionJson(view, version),
          _links: { self: `${self}/${encodeURIComponent(key)}` },
        }),
        link: `/rest/api/content/${contentId(content)}/property/${encodeURIComponent(key)}`,
      },
    ],
  );
  return { ...expanded(asked, Object.fromEntries(members)), _links: { self } };
}

function restrictionsJson(view: View, content: Content) {
  const one = (operation: "read" | "update") => ({
    operation,
    restrictions: principalsJson(view, content.restrictions?.[operation] ?? { users: [], groups: [] }),
    _links: { self: `${selfLink(view, content)}/restriction/byOperation/${operation}` },
    _expandable: { content: `/rest/api/content/${contentId(content)}` },
  });
  return {
    read: one("read"),
    update: one("update"),
    _links: { self: `${selfLink(view, content)}/restriction/byOperation` },
  };
}

/** The people and groups of a restriction. */
export function principalsJson(view: View, { users, groups }: Principals) {
  const named = groups.map((id) => view.site.groups.get(id)).filter((group) => group !== undefined);
  return {
    user: { results: users.map((id) => person(view, id)), start: 0, limit: 100, size: users.length },
    group: {
      results: named.map(({ id, name }) => ({ type: "group", id, name })),
      start: 0,
      limit: 100,
      size: named.length,
    },
  };
}

function extensionsJson(content: Content) {
  if (content.file) {
    const { mediaType, size, comment, fileId } = content.file;
    return {
      mediaType,
      fileSize: size,
      comment,
      mediaTypeDescription: mediaTypeDescription(mediaType),
      fileId,
      collectionName: `contentId-${content.containerId ?? ""}`,
    };
  }
  if (content.inline) {
    const { markerRef, originalSelection, resolution } = content.inline;
    return {
      location: "inline",
      inlineProperties: { markerRef, originalSelection },
      resolution: { status: resolution },
    };
  }
  if (content.type === "comment") return { location: "footer" };
  return { position: content.position ?? "none" };
}

function childTypes(view: View, content: Content) {
  const has = (rows: readonly Content[], type: string) => ({
    value: rows.length > 0,
    _links: { self: `${selfLink(view, content)}/child/${type}` },
  });
  const { lists } = view.site;
  return {
    attachment: has(lists.inContainer.in(`attachment:${content.id}`), "attachment"),
    comment: has(lists.inContainer.in(`comment:${content.id}`), "comment"),
    page: has(childrenOf(view.site, content.id), "page"),
  };
}
