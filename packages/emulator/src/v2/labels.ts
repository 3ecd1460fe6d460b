import { labelsOf } from "../content/label-content.ts";
import type { Cursor } from "../http/cursor.ts";
import { listed, type Operation, operation, type Reply } from "../http/operation.ts";
import { sliceOfUnsorted, sortDirection } from "../http/paging.ts";
import { cursor, limit, listOf, long, oneOf, required, text } from "../http/parameters.ts";
import { type Access, visible, visibleSpace } from "../permission/access.ts";
import type { ContentType, Label } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { attachmentId } from "./attachment-id.ts";
import { labelJson } from "./json.ts";
import { labelSort } from "./sorting.ts";

const labelValues: Record<string, (label: Label) => number | string> = {
  "created-date": (label) => label.id,
  id: (label) => label.id,
  name: (label) => label.name,
};

type ListRequest = { sort: string; cursor: Cursor | undefined; limit: number };

function labelList(labels: readonly Label[], request: ListRequest, keep: (label: Label) => boolean): Reply {
  const { name, descending } = sortDirection(request.sort);
  const order = { name, descending, value: labelValues[name] ?? ((label: Label) => label.id) };
  return listed(
    sliceOfUnsorted({ rows: labels, order, cursor: request.cursor, limit: request.limit, keep }),
    labelJson,
  );
}

const paging = () => ({ sort: labelSort(), cursor: cursor(), limit: limit() });

const contentNouns: readonly { type: ContentType; path: string; id: string; scope: string }[] = [
  { type: "page", path: "/pages", id: "getPageLabels", scope: "read:page:confluence" },
  { type: "blogpost", path: "/blogposts", id: "getBlogPostLabels", scope: "read:page:confluence" },
  { type: "attachment", path: "/attachments", id: "getAttachmentLabels", scope: "read:attachment:confluence" },
  { type: "custom", path: "/custom-content", id: "getCustomContentLabels", scope: "read:custom-content:confluence" },
];

const ofContent = contentNouns.map(({ type, path, id, scope }) =>
  operation({
    api: "v2",
    id,
    method: "GET",
    path: `${path}/{id}/labels`,
    scopes: [[scope]],
    parameters: {
      id: required(type === "attachment" ? attachmentId() : long()),
      prefix: oneOf("my", "team", "global", "system"),
      ...paging(),
    },
    handle: ({ parameters, site, access }) => {
      const content = visible(access, { site }, parameters.id, type);
      const keep = ({ prefix }: Label) => parameters.prefix === undefined || prefix === parameters.prefix;
      return labelList(labelsOf(site, content.labelIds), parameters, keep);
    },
  }),
);

/** Labels on at least one thing the account may see; a label nothing carries any more is nobody's. */
function visibleLabels(site: Site, access: Access): Label[] {
  const found = new Set<number>();
  const total = site.labels.size;
  for (const space of site.spaces.values()) {
    if (space.labelIds.length > 0 && access.viewSpace(space)) for (const id of space.labelIds) found.add(id);
  }
  for (const content of site.content.values()) {
    if (found.size === total) break;
    const fresh = content.status === "current" && content.labelIds.some((id) => !found.has(id));
    if (fresh && access.viewContent(content)) for (const id of content.labelIds) found.add(id);
  }
  return labelsOf(site, [...found]);
}

const getLabels = operation({
  api: "v2",
  id: "getLabels",
  method: "GET",
  path: "/labels",
  scopes: [["read:label:confluence"]],
  parameters: { "label-id": listOf(long()), prefix: listOf(text()), ...paging() },
  handle: ({ parameters, site, access }) => {
    const ids = parameters["label-id"];
    const { prefix } = parameters;
    const keep = (label: Label) => (!ids || ids.includes(label.id)) && (!prefix || prefix.includes(label.prefix));
    return labelList(visibleLabels(site, access), parameters, keep);
  },
});

const getSpaceLabels = operation({
  api: "v2",
  id: "getSpaceLabels",
  method: "GET",
  path: "/spaces/{id}/labels",
  scopes: [["read:space:confluence"]],
  parameters: { id: required(long()), prefix: oneOf("my", "team"), ...paging() },
  handle: ({ parameters, site, access }) => {
    const space = visibleSpace(access, { site }, parameters.id);
    const keep = ({ prefix }: Label) => parameters.prefix === undefined || prefix === parameters.prefix;
    return labelList(labelsOf(site, space.labelIds), parameters, keep);
  },
});

const getSpaceContentLabels = operation({
  api: "v2",
  id: "getSpaceContentLabels",
  method: "GET",
  path: "/spaces/{id}/content/labels",
  scopes: [["read:space:confluence"]],
  parameters: { id: required(long()), prefix: oneOf("my", "team"), ...paging() },
  handle: ({ parameters, site, access }) => {
    const space = visibleSpace(access, { site }, parameters.id);
    const ids = new Set<number>();
    for (const type of ["page", "blogpost"]) {
      for (const content of site.lists.contentInSpace.id.in(`${type}:${space.id}`)) {
        if (content.status === "current" && access.viewContent(content)) for (const id of content.labelIds) ids.add(id);
      }
    }
    const keep = ({ prefix }: Label) => parameters.prefix === undefined || prefix === parameters.prefix;
    return labelList(labelsOf(site, [...ids]), parameters, keep);
  },
});

export const labelOperations: readonly Operation[] = [...ofContent, getLabels, getSpaceLabels, getSpaceContentLabels];
