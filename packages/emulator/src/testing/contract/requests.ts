import type { DocumentedOperation, DocumentedParameter } from "./documents.ts";
import type { Furnished } from "./furnished-site.ts";
import { type Before, befores, bodies, type Of } from "./request-bodies.ts";

/** A valid request of one operation. */
export type PlannedRequest = {
  readonly label: string;
  readonly path: string;
  readonly body: unknown;
  readonly before: Before;
};

const nameOf = ({ api, id }: Pick<DocumentedOperation, "api" | "id">): string => `${api} ${id}`;

function bodyOf(operation: DocumentedOperation, site: Furnished): unknown {
  const { id, takesBody } = operation;
  const own = bodies[nameOf(operation)];
  if (own) return own(site);
  if (!takesBody) return undefined;
  if (/Property$/.test(id)) return { key: "fresh", value: { is: "new" } };
  if (/PropertyById$/.test(id))
    return { key: "counted", value: { is: "other" }, version: { number: 2, message: "Next" } };
  throw new Error(`There is no body for ${nameOf(operation)}: add one to testing/contract/request-bodies.ts.`);
}

/** What a noun of v2 is called among the furniture. */
const nouns: Readonly<Record<string, Of<string>>> = {
  pages: (site) => site.page,
  blogposts: (site) => site.blogpost,
  attachments: (site) => site.attachment,
  "custom-content": (site) => site.customContent,
  whiteboards: (site) => site.whiteboard,
  databases: (site) => site.database,
  embeds: (site) => site.embed,
  folders: (site) => site.folder,
  spaces: (site) => site.spaceId,
  "footer-comments": (site) => site.footerComment,
  "inline-comments": (site) => site.inlineComment,
  comments: (site) => site.footerComment,
  tasks: (site) => site.task,
  labels: (site) => site.label,
  "space-roles": (site) => site.role,
};

/** Values of parameters that mean the same wherever they stand, by `api name`. */
const values: Readonly<Record<string, Of<string | number>>> = {
  "v2 version-number": () => 1,
  "v2 taskId": (site) => site.transition,
  "v2 propertyKey": () => "counted",
  "v2 type": (site) => site.customType,
  "v2 version": () => 1,
  "v2 key": () => "counted",
  "v2 keys": (site) => site.spaceKey,
  "v2 space-id": (site) => site.spaceId,
  "v2 page-id": (site) => site.page,
  "v2 label-id": (site) => site.label,
  "v2 title": () => "Everything",
  "v2 depth": () => 2,
  "v1 id": (site) => site.page,
  "v1 contentId": (site) => site.page,
  "v1 pageId": (site) => site.child,
  "v1 targetId": (site) => site.lone,
  "v1 position": () => "append",
  "v1 draftId": (site) => site.draft,
  "v1 attachmentId": (site) => site.attachment,
  "v1 spaceKey": (site) => site.spaceKey,
  "v1 groupId": (site) => site.group,
  "v1 userId": (site) => site.me,
  "v1 accountId": (site) => site.other,
  "v1 key": () => "counted",
  "v1 label": (site) => site.labelName,
  "v1 labelName": (site) => site.labelName,
  "v1 name": (site) => site.labelName,
  "v1 contentTemplateId": (site) => site.template,
  "v1 versionNumber": () => 1,
  "v1 version": () => 2,
  "v1 macroId": () => "11111111-2222-4333-8444-555555555555",
  "v1 to": () => "view",
  "v1 type": () => "page",
  "v1 operationKey": () => "read",
  "v1 relationName": () => "favourite",
  "v1 sourceType": () => "user",
  "v1 sourceKey": () => "current",
  "v1 targetType": () => "content",
  "v1 targetKey": (site) => site.page,
  "v1 themeKey": () => "com.example.theme",
  "v1 cql": () => "type = page",
  "v1 query": () => "contract",
  "v1 state-id": () => 1,
  "v1 ids": (site) => site.conversion,
  "v1 status": () => "current",
  "v1 moduleKey": () => "counted",
  "v1 X-Atlassian-Token": () => "no-check",
  "v1 fromDate": () => "2026-11-01",
  "v1 startDate": () => "0",
  "v1 searchString": () => "group",
};

/** Where one operation means something else by a name. */
const exceptions: Readonly<Record<string, Readonly<Record<string, Of<string | number>>>>> = {
  "v2 updatePage": { id: (site) => site.lone },
  "v1 getGroupByGroupId": { id: (site) => site.group },
  "v1 removeGroupById": { id: (site) => site.group },
  "v1 getTask": { id: (site) => site.longTask },
  "v1 removePermission": { id: (site) => site.permissionId },
  "v1 asyncConvertContentBodyResponse": { id: (site) => site.conversion },
  "v1 searchUser": { cql: () => 'user.fullname ~ "a*"' },
  "v1 createUserProperty": { key: () => "fresh" },
  "v1 movePage": { pageId: (site) => site.child },
  "v1 downloadAttatchment": { version: () => 1 },
};

/** A value this parameter takes, from the furniture; undefined where none is known. */
export function parameterValue(
  operation: Pick<DocumentedOperation, "api" | "id" | "path">,
  { name, in: where }: Pick<DocumentedParameter, "name" | "in">,
  site: Furnished,
): string | number | undefined {
  const { api, path } = operation;
  const special = exceptions[nameOf(operation)]?.[name];
  if (special) return special(site);
  if (api === "v2" && where === "path") {
    const noun = path.split("/")[4] ?? "";
    if (name === "property-id") return site.properties[noun];
    const own = values[`v2 ${name}`] ?? nouns[noun];
    return own?.(site);
  }
  return values[`${api} ${name}`]?.(site);
}

/** Parameters the documents call optional though one of several has to be there. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "v1 getContentRestrictionStatusForUser": ["accountId"],
  "v1 addUserToContentRestriction": ["accountId"],
  "v1 removeUserFromContentRestriction": ["accountId"],
};

/** The request with what is required and nothing more. */
export function plainRequest(operation: DocumentedOperation, site: Furnished): PlannedRequest {
  let path = operation.path;
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    const required = parameter.required || needed[nameOf(operation)]?.includes(parameter.name);
    if (parameter.in === "header" || !required) continue;
    const value = parameterValue(operation, parameter, site);
    if (value === undefined)
      throw new Error(
        `There is no value for '${parameter.name}' of ${nameOf(operation)}: add one to testing/contract/requests.ts.`,
      );
    if (parameter.in === "path") path = path.replace(`{${parameter.name}}`, encodeURIComponent(String(value)));
    else query.append(parameter.name, String(value));
  }
  const before = befores[nameOf(operation)]?.(site) ?? [];
  return { label: "as little as possible", path: withQuery(path, query), body: bodyOf(operation, site), before };
}

const withQuery = (path: string, query: URLSearchParams): string => (query.size === 0 ? path : `${path}?${query}`);

/** Parameters whose values cannot be had from the documents alone, or whose every value leads elsewhere. */
const left = new Set(["cursor", "_", "cqlcontext", "next", "prev", "trigger"]);

/** One more request for each optional query parameter of a read: every value of an enumeration, `true`, or a known value. */
export function variedRequests(operation: DocumentedOperation, site: Furnished): PlannedRequest[] {
  if (operation.method !== "GET") return [];
  const plain = plainRequest(operation, site);
  // A single content is in one state, so asking for it in another finds nothing.
  const isSingle = /(\}|\/classification-level)$/.test(operation.path);
  const skipped = new Set([
    ...left,
    ...(isSingle ? ["status"] : []),
    ...(needed[nameOf(operation)] ? ["accountId", "key", "username"] : []),
  ]);
  const optional = operation.parameters.filter(
    ({ in: where, name, required }) => where === "query" && !required && !skipped.has(name),
  );
  return optional.flatMap((parameter) =>
    choices(operation, parameter, site).map((value): PlannedRequest => {
      const [path = "", search = ""] = plain.path.split("?");
      const query = new URLSearchParams(search);
      query.append(parameter.name, String(value));
      return { ...plain, label: `${parameter.name}=${value}`, path: withQuery(path, query) };
    }),
  );
}

function choices(
  operation: DocumentedOperation,
  parameter: DocumentedParameter,
  site: Furnished,
): readonly (string | number)[] {
  const { schema, name } = parameter;
  const item = schema.items ?? schema;
  // One of the documents lists the description of a value among the values.
  if (item.enum)
    return item.enum
      .filter((one) => one !== null && one !== "none")
      .map(String)
      .filter((one) => !one.startsWith("<"));
  if (item.type === "boolean") return ["true"];
  if (name === "limit" || name === "start") return [1];
  const known = parameterValue(operation, parameter, site);
  return known === undefined ? [] : [known];
}
