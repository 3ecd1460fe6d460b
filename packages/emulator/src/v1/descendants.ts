import { descendantsOf } from "../content/tree.ts";
import { type Operation, type OperationCall, operation } from "../http/operation.ts";
import { atMost, expand, type Parameter, required, text } from "../http/parameters.ts";
import { badRequest, wrongType } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentId, contentJson, listJson } from "./content-json.ts";
import { expanded, expansion } from "./expansion.ts";
import { contentOf } from "./labels.ts";
import { paged, single } from "./paged.ts";

const scopes = [["read:confluence-content.summary"], ["read:content-details:confluence"]];
const inTree = ["page", "whiteboard", "database", "embed", "folder"] as const;
const hanging = ["comment", "attachment"] as const;
type Kind = (typeof inTree)[number] | (typeof hanging)[number];
const kinds: readonly Kind[] = [...inTree, ...hanging];
const treeTypes = new Set<Content["type"]>(inTree);

/** What can lie below content of each type. */
function kindsBelow(content: Content): readonly Kind[] {
  if (treeTypes.has(content.type)) return kinds;
  if (content.type === "attachment") return ["comment"];
  return content.type === "comment" ? ["attachment", "comment"] : hanging;
}

/** Visible content of one kind below, down to a depth: pages by the tree, comments by their replies. */
function below({ site, access }: OperationCall, content: Content, kind: Kind, depth: number): Content[] {
  const shown = (one: Content) => one.status === "current" && access.viewContent(one);
  if (kind === "attachment") return site.lists.inContainer.in(`attachment:${content.id}`).filter(shown);
  if (kind !== "comment") {
    const rows = descendantsOf(site, content.id, depth, (one) => access.viewContent(one));
    return rows.map((row) => row.content).filter((one) => one.type === kind && shown(one));
  }
  const first =
    content.type === "comment"
      ? site.lists.replies.in(content.id)
      : site.lists.inContainer.in(`comment:${content.id}`).filter(({ parentId }) => parentId === null);
  const withReplies = (comment: Content, level: number): Content[] =>
    level < depth
      ? [comment, ...site.lists.replies.in(comment.id).flatMap((reply) => withReplies(reply, level + 1))]
      : [comment];
  return first.flatMap((comment) => withReplies(comment, 1)).filter(shown);
}

const deepest = 100;

/** `all`, `root` for the first level, or a number of levels. */
const depthParameter: Parameter<number> = {
  read: ([value], name) => {
    if (value === undefined || value === "" || value === "all") return deepest;
    if (value === "root") return 1;
    if (!/^\d{1,9}$/.test(value)) throw wrongType(value, name, "Depth");
    const depth = Number(value);
    if (depth < 1 || depth > deepest)
      throw badRequest(`The depth must be all, root, or a number from 1 to ${deepest}.`);
    return depth;
  },
};

export const descendantOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getContentDescendants",
    method: "GET",
    path: "/content/{id}/descendant",
    scopes,
    parameters: { id: required(text()), expand: expand() },
    handle: (call) => {
      const content = contentOf(call, call.parameters.id);
      const asked = expansion(call.parameters.expand);
      const self = `/rest/api/content/${contentId(content)}/descendant`;
      const members = kindsBelow(content).map((kind) => {
        const here = () => {
          const rows = below(call, content, kind, deepest)
            .slice(0, 25)
            .map((one) => contentJson(call, one, asked.inside(kind)));
          return listJson(rows, { start: 0, limit: 25, self: `${call.siteUrl}/wiki${self}/${kind}` });
        };
        return [kind, { here, link: `${self}/${kind}` }] as const;
      });
      return single(call, {
        ...expanded(asked, Object.fromEntries(members)),
        _links: { self: `${call.siteUrl}/wiki${self}` },
      });
    },
  }),
  operation({
    api: "v1",
    id: "getDescendantsOfType",
    method: "GET",
    path: "/content/{id}/descendant/{type}",
    scopes,
    parameters: {
      id: required(text()),
      type: required(text()),
      depth: depthParameter,
      expand: expand(),
      start: atMost(0, Number.MAX_SAFE_INTEGER),
      limit: atMost(25, 200),
    },
    handle: (call) => {
      const { parameters } = call;
      const content = contentOf(call, parameters.id);
      const kind = kinds.find((one) => one === parameters.type);
      if (!kind)
        throw badRequest(
          `Provided value {${parameters.type}} for 'type' is not supported. Expected one of [${kinds.join(", ")}].`,
        );
      const rows = kindsBelow(content).includes(kind) ? below(call, content, kind, parameters.depth) : [];
      const asked = expansion(parameters.expand);
      const rendered = asked.inside("body").has("export_view") || asked.inside("body").has("styled_view");
      const limit = rendered ? Math.min(parameters.limit, 25) : parameters.limit;
      return paged(call, rows, { start: parameters.start, limit }, (one) => contentJson(call, one, asked));
    },
  }),
];
