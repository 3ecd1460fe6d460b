import { startedTaskJson, startTask } from "../content/long-tasks.ts";
import { deleteSpace, type SpaceChange, updateSpace } from "../content/space-administration.ts";
import { choiceField, idField, type JsonObject, objectField, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { required, text } from "../http/parameters.ts";
import { badRequest, noSpace } from "../http/refusal.ts";
import type { Space } from "../state/records.ts";
import { expansion } from "./expansion.ts";
import { isSpaceAdministrator, spaceOf } from "./find.ts";
import { requestObject } from "./request-object.ts";
import { spaceJson } from "./space-json.ts";

const spaceTypes = [
  "global",
  "collaboration",
  "knowledge_base",
  "personal",
  "system",
  "onboarding",
  "xflow_sample_space",
] as const;

/** A space the caller administers; any other is as good as none here. */
export function administered(call: Pick<OperationCall, "site" | "access">, key: string): Space {
  const space = spaceOf(call, key);
  if (!isSpaceAdministrator(call, space)) throw noSpace(key);
  return space;
}

function changeOf(call: OperationCall, space: Space, input: JsonObject): SpaceChange {
  const name = stringField(input, "name");
  const plain = objectField(objectField(input, "description") ?? {}, "plain");
  const status = choiceField(input, "status", "current", "archived", "CURRENT", "ARCHIVED");
  const type = choiceField(input, "type", ...spaceTypes);
  const homepage = objectField(input, "homepage");
  return {
    ...(name === undefined ? {} : { name }),
    ...(plain === undefined ? {} : { description: stringField(plain, "value") ?? "" }),
    ...(status === undefined ? {} : { status: status.toLowerCase() as "current" | "archived" }),
    ...(type === undefined ? {} : { type }),
    ...(homepage === undefined ? {} : { homepageId: homepageOf(call, space, homepage) }),
  };
}

function homepageOf({ site, access }: OperationCall, space: Space, homepage: JsonObject): number | null {
  const id = idField(homepage, "id");
  if (id === undefined) return space.homepageId;
  const page = site.content.get(id);
  if (!access.viewContent(page) || page.type !== "page" || page.status !== "current" || page.spaceId !== space.id) {
    throw badRequest(`The homepage must be a page of the space: ${id}`);
  }
  return id;
}

const updateSpaceOperation = operation({
  api: "v1",
  id: "updateSpace",
  method: "PUT",
  path: "/space/{spaceKey}",
  scopes: [
    ["write:confluence-space"],
    ["read:space-details:confluence", "write:space:confluence", "write:space.permission:confluence"],
  ],
  parameters: { spaceKey: required(text()) },
  body: "json",
  handle: (call) => {
    const space = administered(call, call.parameters.spaceKey);
    const change = changeOf(call, space, requestObject(call.body));
    const after = updateSpace(call.site, space, change, { by: call.account.id, at: call.now });
    return ok(spaceJson(call, after, expansion(["description", "icon", "homepage", "permissions", "metadata"])));
  },
});

const deleteSpaceOperation = operation({
  api: "v1",
  id: "deleteSpace",
  method: "DELETE",
  path: "/space/{spaceKey}",
  scopes: [["write:confluence-space"], ["read:content.metadata:confluence", "delete:space:confluence"]],
  parameters: { spaceKey: required(text()) },
  status: 202,
  handle: (call) => {
    const { site, account, now } = call;
    const space = administered(call, call.parameters.spaceKey);
    const task = startTask(site, call, {
      name: "com.atlassian.confluence.longrunning.space.delete",
      run: () => {
        deleteSpace(site, space, { by: account.id, at: now });
        return { messages: [`Space ${space.key} was deleted.`] };
      },
    });
    return ok(startedTaskJson(task));
  },
});

export const spaceAdministrationOperations: readonly Operation[] = [updateSpaceOperation, deleteSpaceOperation];
