import { createContent } from "../content/create-content.ts";
import { webLink } from "../content/links.ts";
import { checkTitle } from "../content/titles.ts";
import { checkParent, nextPosition } from "../content/tree.ts";
import { choiceField, idField, type JsonObject, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { flag } from "../http/parameters.ts";
import { badRequest } from "../http/refusal.ts";
import { privateTo } from "../permission/private-to.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { type ContentKind, contentOfKind, deleteScope, idOf, kinds, readScope, writeScope } from "./content-kinds.ts";
import { deleteOrPurge } from "./delete-content.ts";
import { includedParts, partFlags } from "./included-parts.ts";
import { idOrNull, isoDate, versionJson } from "./json.ts";
import { parentType } from "./page-json.ts";
import { locales, whiteboardTemplates } from "./whiteboard-templates.ts";
import { requestObject, spaceFor } from "./write-page.ts";

/**
 * What stands in the page tree beside pages and is a shell in the API: created, read and deleted, never updated. `name`
 * stands in the operation ids; `untitled` is the title of one that was given none, null where a title is required.
 */
type Noun = {
  kind: ContentKind;
  name: string;
  untitled: string | null;
  canBePrivate: boolean;
  check?: (input: JsonObject) => void;
};

const nouns: readonly Noun[] = [
  {
    kind: kinds.whiteboard,
    name: "Whiteboard",
    untitled: "Untitled whiteboard",
    canBePrivate: true,
    check: checkTemplate,
  },
  { kind: kinds.database, name: "Database", untitled: "Untitled database", canBePrivate: true },
  { kind: kinds.smartLink, name: "SmartLink", untitled: "Untitled Smart Link", canBePrivate: false },
  { kind: kinds.folder, name: "Folder", untitled: null, canBePrivate: false },
];

function checkTemplate(input: JsonObject): void {
  choiceField(input, "templateKey", ...whiteboardTemplates);
  choiceField(input, "locale", ...locales);
}

/** Folders are the one kind whose date was seen as a number, in milliseconds; the documents promise text. */
function treeContentJson(site: Site, content: Content) {
  return {
    type: content.type,
    parentType: parentType(site, content),
    parentId: idOrNull(content.parentId),
    ownerId: content.ownerId,
    authorId: content.authorId,
    createdAt: content.type === "folder" ? content.createdAt : isoDate(content.createdAt),
    position: content.position,
    version: versionJson(content.version),
    spaceId: String(content.spaceId),
    status: content.status,
    title: content.title,
    id: String(content.id),
    ...(content.type === "embed" ? { embedUrl: content.embedUrl ?? "" } : {}),
    _links: links(site, content),
  };
}

function links(site: Site, content: Content) {
  const webui = webLink(site, content);
  return content.type === "whiteboard" || content.type === "database" ? { webui, editui: webui } : { webui };
}

function titleOf(input: JsonObject, { untitled, name }: Noun): string {
  const title = stringField(input, "title")?.trim() ?? "";
  if (title !== "") return title;
  if (untitled === null) throw badRequest(`Title is required to create a ${name.toLowerCase()}.`);
  return stringField(input, "embedUrl") || untitled;
}

function create(call: OperationCall, noun: Noun): Content {
  const { site, access, account, now } = call;
  const { private: isPrivate } = call.parameters as { private?: boolean };
  const { type } = noun.kind;
  const input = requestObject(call.body);
  noun.check?.(input);
  const space = spaceFor(call, idField(input, "spaceId"), `create:${type}`);
  const parentId = idField(input, "parentId");
  const embedUrl = stringField(input, "embedUrl");
  const title = titleOf(input, noun);
  const parent = parentId === undefined ? null : checkParent(site, access, parentId, space).id;
  checkTitle(site, { type, spaceId: space.id, title });
  return createContent(site, {
    type,
    title,
    spaceId: space.id,
    authorId: account.id,
    at: now,
    parentId: parent,
    position: nextPosition(site, parent),
    restrictions: isPrivate ? privateTo(account.id) : null,
    embedUrl: type === "embed" ? (embedUrl ?? "") : null,
  });
}

const ofNoun = (noun: Noun): readonly Operation[] => {
  const { kind, name } = noun;
  return [
    operation({
      api: "v2",
      id: `create${name}`,
      method: "POST",
      path: kind.path,
      scopes: [[writeScope(kind)]],
      parameters: noun.canBePrivate ? { private: flag() } : {},
      body: "json",
      handle: (call) => ok(treeContentJson(call.site, create(call, noun))),
    }),
    operation({
      api: "v2",
      id: `get${name}ById`,
      method: "GET",
      path: `${kind.path}/{id}`,
      scopes: [[readScope(kind)]],
      parameters: { id: idOf(kind), ...partFlags("collaborators", "direct-children", "operations", "properties") },
      handle: (call) => {
        const content = contentOfKind(kind, call, call.parameters.id);
        const url = `${call.siteUrl}/wiki/api/v2${kind.path}/${content.id}`;
        return ok({ ...treeContentJson(call.site, content), ...includedParts(call, content, url) });
      },
    }),
    operation({
      api: "v2",
      id: `delete${name}`,
      method: "DELETE",
      path: `${kind.path}/{id}`,
      scopes: [[deleteScope(kind)]],
      parameters: { id: idOf(kind) },
      handle: (call) => deleteOrPurge(call, contentOfKind(kind, call, call.parameters.id), false),
    }),
  ];
};

/** Whiteboards, databases, Smart Links and folders. */
export const treeContentOperations: readonly Operation[] = nouns.flatMap(ofNoun);
