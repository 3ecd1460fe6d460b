import { addFavourite, type Favourable, favouriteSince, isFavourite, removeFavourite } from "../content/favourites.ts";
import { noBody, type Operation, type OperationCall, type OperationSpec, ok, operation } from "../http/operation.ts";
import { atMost, expand, integer, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, notFound, Refusal } from "../http/refusal.ts";
import { friendlyDate, person } from "./content-json.ts";
import { expandedUser } from "./expanded-user.ts";
import { expansion } from "./expansion.ts";
import { contentOfType, isSpaceAdministrator, spaceOf } from "./find.ts";
import { accountWith } from "./groups.ts";

/** The only relation there is. The American spelling is not one. Measured by others: tests of confluence.js. */
const onlyRelation = "favourite";

const kinds = () => required(oneOf("user", "content", "space"));
const ends = { relationName: required(text()), sourceType: kinds(), targetType: kinds() };
const states = { sourceStatus: text(), targetStatus: text(), sourceVersion: integer(), targetVersion: integer() };
const between = { ...ends, ...states, sourceKey: required(text()), targetKey: required(text()) };

type Ends = { relationName: string; sourceType: string; targetType: string };
type Between = Ends & { sourceKey: string; targetKey: string };
type RelationCall = Omit<OperationCall, "parameters"> & { parameters: Between };

function checkEnds({ relationName, sourceType, targetType }: Ends): void {
  if (relationName !== onlyRelation) throw notFound(`No relation found with name : ${relationName}`);
  if (sourceType !== "user" || targetType === "user") {
    throw badRequest(
      `The relation ${onlyRelation} leads from a user to content or a space, not from ${sourceType} to ${targetType}.`,
    );
  }
}

function read(call: RelationCall): { accountId: string; target: Favourable } {
  const { parameters, account, site } = call;
  checkEnds(parameters);
  const accountId = parameters.sourceKey === "current" ? account.id : accountWith(site, parameters.sourceKey).id;
  return { accountId, target: targetOf(call) };
}

function targetOf(call: RelationCall): Favourable {
  const { targetType, targetKey } = call.parameters;
  if (targetType === "space") return { type: "space", row: spaceOf(call, targetKey) };
  return {
    type: "content",
    row: contentOfType(call, targetKey, "page", "blogpost", "whiteboard", "database", "embed", "folder"),
  };
}

/** Whether the caller may know of, or change, somebody's favourites: their own, or as the administrator of the space. */
function checkOwner(call: RelationCall, accountId: string, target: Favourable): void {
  const space = target.type === "space" ? target.row : call.site.spaces.get(target.row.spaceId);
  if (accountId === call.account.id || (space && isSpaceAdministrator(call, space))) return;
  throw forbidden("Not permitted to see or change favourites of other users.");
}

const links = (target: Favourable) =>
  target.type === "space"
    ? `/rest/api/space/${encodeURIComponent(target.row.key)}`
    : `/rest/api/content/${target.row.id}`;

/** Real sites expand the source and leave the target a link, whatever was asked for. Measured as above. */
function relationJson(call: RelationCall, accountId: string, target: Favourable, asked: ReadonlySet<string>) {
  const source = call.site.accounts.get(accountId);
  const since = favouriteSince(call.site, accountId, target);
  const withSource = asked.has("source") && source !== undefined;
  const withData = asked.has("relationData") && since !== undefined;
  const { relationName, targetType } = call.parameters;
  const targetKey = target.type === "space" ? target.row.key : target.row.id;
  return {
    name: relationName,
    ...(withData
      ? {
          relationData: {
            createdBy: person(call, accountId),
            createdDate: new Date(since).toISOString(),
            friendlyCreatedDate: friendlyDate(since),
          },
        }
      : {}),
    ...(withSource ? { source: expandedUser(call, source, expansion([])) } : {}),
    _expandable: {
      ...(withData ? {} : { relationData: "" }),
      ...(withSource ? {} : { source: `/rest/api/user?accountId=${encodeURIComponent(accountId)}` }),
      target: links(target),
    },
    _links: {
      self: `${call.siteUrl}/wiki/rest/api/relation/${relationName}/from/user/${encodeURIComponent(accountId)}/to/${targetType}/${encodeURIComponent(targetKey)}`,
      base: `${call.siteUrl}/wiki`,
      context: "/wiki",
    },
  };
}

const path = "/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}";

const getRelationship = operation({
  api: "v1",
  id: "getRelationship",
  method: "GET",
  path,
  scopes: [["read:confluence-content.summary"], ["read:relation:confluence", "read:content-details:confluence"]],
  parameters: { ...between, expand: expand() },
  handle: (call) => {
    const { accountId, target } = read(call);
    checkOwner(call, accountId, target);
    if (!isFavourite(target, accountId))
      throw notFound(`No relationship found of type : ${call.parameters.relationName}`);
    return ok(relationJson(call, accountId, target, call.parameters.expand));
  },
});

const createRelationship = operation({
  api: "v1",
  id: "createRelationship",
  method: "PUT",
  path,
  scopes: [
    ["write:confluence-content"],
    [
      "read:relation:confluence",
      "read:space:confluence",
      "read:user:confluence",
      "read:content:confluence",
      "write:relation:confluence",
    ],
  ],
  parameters: between,
  handle: (call) => {
    const { accountId, target } = read(call);
    if (accountId !== call.account.id) throw forbidden("Favourites can only be created for oneself.");
    addFavourite(call.site, accountId, target, call.now);
    return ok(relationJson(call, accountId, target, new Set()));
  },
});

/** Taking away what is not there is no mistake. */
const deleteRelationship = operation({
  api: "v1",
  id: "deleteRelationship",
  method: "DELETE",
  path,
  scopes: [["write:confluence-content"], ["write:relation:confluence"]],
  parameters: between,
  status: 204,
  handle: (call) => {
    const { accountId, target } = read(call);
    checkOwner(call, accountId, target);
    removeFavourite(call.site, accountId, target);
    return noBody();
  },
});

const findParameters = {
  ...ends,
  ...states,
  expand: expand(),
  start: atMost(0, Number.MAX_SAFE_INTEGER),
  limit: atMost(25, 200),
};
type Find = Pick<OperationSpec<typeof findParameters>, "id" | "path">;

/** Searching is not there for the one relation there is. Recorded words. */
const find = ({ id, path: at }: Find): Operation =>
  operation({
    api: "v1",
    id,
    method: "GET",
    path: at,
    scopes: [["read:confluence-content.summary"], ["read:relation:confluence", "read:content-details:confluence"]],
    parameters: findParameters,
    handle: ({ parameters }) => {
      checkEnds(parameters);
      throw new Refusal(501, "find relations not implemented for Favourites");
    },
  });

export const relationOperations: readonly Operation[] = [
  getRelationship,
  createRelationship,
  deleteRelationship,
  find({ id: "findTargetFromSource", path: "/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}" }),
  find({ id: "findSourcesForTarget", path: "/relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}" }),
];
