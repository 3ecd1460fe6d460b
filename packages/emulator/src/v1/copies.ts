import { toStorage } from "../bodies/read-body.ts";
import {
  branchOf,
  type CopyOptions,
  type CopyTarget,
  checkTitles,
  copyBranch,
  copyOver,
  copyPage,
} from "../content/copy-content.ts";
import { webLink } from "../content/links.ts";
import { startedTaskJson, startTask } from "../content/long-tasks.ts";
import { treeTypes } from "../content/tree.ts";
import { booleanField, type JsonObject, objectField, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { expand, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, noContent } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentJson } from "./content-json.ts";
import { expansion } from "./expansion.ts";
import { changeable, contentOfType, spaceOf } from "./find.ts";
import { single } from "./paged.ts";
import { requestObject } from "./request-object.ts";

function readOptions(input: JsonObject): CopyOptions {
  const flag = (name: string) => booleanField(input, name) ?? false;
  return {
    attachments: flag("copyAttachments"),
    permissions: flag("copyPermissions"),
    properties: flag("copyProperties"),
    labels: flag("copyLabels"),
    customContents: flag("copyCustomContents"),
  };
}

/** Another body than that of the page copied. */
function readBody(input: JsonObject): string | undefined {
  const bodies = objectField(input, "body") ?? {};
  const given = objectField(bodies, "storage") ?? objectField(bodies, "editor2");
  const value = given && stringField(given, "value");
  return value === undefined ? undefined : toStorage("storage", value);
}

function mayCreate({ site, access }: OperationCall, spaceId: number): void {
  const space = site.spaces.get(spaceId);
  if (!space || !access.inSpace(space, "create:page"))
    throw forbidden("User not permitted to create content in the destination");
}

type Destination = CopyTarget & { readonly onto: Content | undefined };

function readDestination(call: OperationCall, input: JsonObject): Destination {
  const given = objectField(input, "destination");
  if (!given) throw badRequest("Field 'destination' in the request body is required.");
  const type = requiredString(given, "type");
  const value = typeof given.value === "number" ? String(given.value) : requiredString(given, "value");
  switch (type) {
    case "space":
      return { spaceId: spaceOf(call, value).id, parentId: null, onto: undefined };
    case "parent_page":
      return below(alive(contentOfType(call, value, "page")));
    case "parent_content":
      return below(alive(contentOfType(call, value, ...treeTypes)));
    case "existing_page": {
      const onto = changeable(call, alive(contentOfType(call, value, "page")));
      return { ...below(onto), onto };
    }
    default:
      throw badRequest(
        `Provided value {${type}} for 'destination.type' is not supported. Expected one of [space, existing_page, parent_page, parent_content].`,
      );
  }
}

const below = ({ spaceId, id }: Content): Destination => ({ spaceId, parentId: id, onto: undefined });

function alive(content: Content): Content {
  if (content.status !== "current") throw noContent(content.id);
  return content;
}

const copySingle = operation({
  api: "v1",
  id: "copyPage",
  method: "POST",
  path: "/content/{id}/copy",
  scopes: [["write:confluence-content"], ["read:content-details:confluence", "write:page:confluence"]],
  parameters: { id: required(text()), expand: expand() },
  body: "json",
  handle: (call) => {
    const { site, account, now, parameters } = call;
    const input = requestObject(call.body);
    const from = alive(contentOfType(call, parameters.id, "page"));
    const { onto, ...target } = readDestination(call, input);
    const title = stringField(input, "pageTitle");
    if (title !== undefined && title.trim() === "") throw badRequest("The title of the copy is empty.");
    mayCreate(call, target.spaceId);
    const how = { body: readBody(input), options: readOptions(input), by: account.id, at: now };
    const copy = onto
      ? copyOver(site, from, onto, { ...how, title })
      : copyPage(site, from, target, { ...how, title: title ?? `Copy of ${from.title}` });
    return single(call, contentJson(call, copy, expansion(["space", "history", "version", ...parameters.expand])));
  },
});

/** How tasks of this kind report: the key of the message and what it speaks of. Seen in answers users published. */
const copied = (count: number): string => JSON.stringify({ key: "STATUS_COPIED_PAGES", args: [String(count)] });

const copyHierarchy = operation({
  api: "v1",
  id: "copyPageHierarchy",
  method: "POST",
  path: "/content/{id}/pagehierarchy/copy",
  scopes: [["write:confluence-content"], ["read:content.metadata:confluence", "write:page:confluence"]],
  parameters: { id: required(text()) },
  body: "json",
  status: 202,
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const input = requestObject(call.body);
    const from = alive(contentOfType(call, parameters.id, "page"));
    const destination = input.destinationPageId;
    if (typeof destination !== "string" && typeof destination !== "number")
      throw badRequest("Field 'destinationPageId' in the request body is required.");
    const parent = alive(contentOfType(call, String(destination), ...treeTypes));
    mayCreate(call, parent.spaceId);
    const options = readOptions(input);
    const titles = objectField(input, "titleOptions") ?? {};
    const rule = {
      prefix: stringField(titles, "prefix") ?? "",
      search: stringField(titles, "search") ?? "",
      replace: stringField(titles, "replace") ?? "",
    };
    const branch = branchOf(site, from, booleanField(input, "copyDescendants") ?? true, (content) =>
      access.viewContent(content),
    );
    checkTitles(site, branch, rule, parent.spaceId);
    const task = startTask(site, call, {
      name: "copy.page.hierarchy",
      run: () => {
        const target = { spaceId: parent.spaceId, parentId: parent.id };
        const top = copyBranch(site, branch, target, { rule, options, by: account.id, at: now });
        return {
          messages: [copied(branch.length)],
          details: {
            ...(top ? { destinationId: String(top.id), destinationUrl: webLink(site, top) } : {}),
            totalPageNeedToCopy: branch.length,
          },
        };
      },
    });
    return ok(startedTaskJson(task));
  },
});

export const copyOperations: readonly Operation[] = [copySingle, copyHierarchy];
