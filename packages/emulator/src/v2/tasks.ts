import { renderedFormat } from "../bodies/render-body.ts";
import { commit } from "../content/commit.ts";
import { reviseContent } from "../content/revise-content.ts";
import { choiceField, idField } from "../http/json-fields.ts";
import { listed, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { sliceOf } from "../http/paging.ts";
import { cursor, flag, limit, listOf, long, oneOf, required, text } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { isBlank, withTaskStatus } from "../tasks/parse-tasks.ts";
import { allTasks, type NumberedTask, tasksIn, taskWithNumber } from "../tasks/site-tasks.ts";
import { bodyJson, isoDate } from "./json.ts";
import { requestObject } from "./write-page.ts";

const bodyFormat = () => oneOf("storage", "atlas_doc_format");
const dateOrNull = (at: number | null) => (at === null ? null : isoDate(at));

function taskJson(task: NumberedTask, format: "storage" | "atlas_doc_format" | undefined) {
  const { content } = task;
  return {
    id: String(task.id),
    localId: task.localId,
    spaceId: String(content.spaceId),
    ...(content.type === "page" ? { pageId: String(content.id) } : { blogPostId: String(content.id) }),
    status: task.complete ? "complete" : "incomplete",
    body: bodyJson(task.body, renderedFormat(format)),
    createdBy: task.createdBy,
    assignedTo: task.assignedTo,
    completedBy: task.completedBy,
    createdAt: isoDate(task.createdAt),
    updatedAt: isoDate(task.updatedAt),
    dueAt: dateOrNull(task.dueAt),
    completedAt: dateOrNull(task.completedAt),
  };
}

const maxValues = 250;
const ids = () => listOf(long(), maxValues);
const people = () => listOf(text(), maxValues);

const listParameters = {
  "body-format": bodyFormat(),
  "include-blank-tasks": flag(true),
  status: oneOf("complete", "incomplete"),
  "task-id": ids(),
  "space-id": ids(),
  "page-id": ids(),
  "blogpost-id": ids(),
  "created-by": people(),
  "assigned-to": people(),
  "completed-by": people(),
  "created-at-from": long(),
  "created-at-to": long(),
  "due-at-from": long(),
  "due-at-to": long(),
  "completed-at-from": long(),
  "completed-at-to": long(),
  cursor: cursor(),
  limit: limit(),
};

type ListCall = OperationCall<typeof listParameters>;

const among = <T>(wanted: readonly T[] | undefined, value: T | null) =>
  wanted === undefined || (value !== null && wanted.includes(value));

/** Both ends count; what has no date is in no range. */
const within = (at: number | null, from: number | undefined, to: number | undefined) =>
  (from === undefined && to === undefined) ||
  (at !== null && (from === undefined || at >= from) && (to === undefined || at <= to));

/** Filters on pages and on blog posts widen each other; all others narrow. */
function taskFilter({ parameters, access }: ListCall): (task: NumberedTask) => boolean {
  const pages = parameters["page-id"];
  const posts = parameters["blogpost-id"];
  const hosts = pages || posts ? { page: pages ?? [], blogpost: posts ?? [] } : undefined;
  return (task) => {
    const { content } = task;
    return (
      (hosts === undefined || hosts[content.type as "page" | "blogpost"].includes(content.id)) &&
      (parameters.status === undefined || (parameters.status === "complete") === task.complete) &&
      among(parameters["task-id"], task.id) &&
      among(parameters["space-id"], content.spaceId) &&
      among(parameters["created-by"], task.createdBy) &&
      among(parameters["assigned-to"], task.assignedTo) &&
      among(parameters["completed-by"], task.completedBy) &&
      within(task.createdAt, parameters["created-at-from"], parameters["created-at-to"]) &&
      within(task.dueAt, parameters["due-at-from"], parameters["due-at-to"]) &&
      within(task.completedAt, parameters["completed-at-from"], parameters["completed-at-to"]) &&
      (parameters["include-blank-tasks"] || !isBlank(task)) &&
      access.viewContent(content)
    );
  };
}

const getTasks = operation({
  api: "v2",
  id: "getTasks",
  method: "GET",
  path: "/tasks",
  scopes: [["read:task:confluence"]],
  parameters: listParameters,
  handle: (call) => {
    const { parameters, site } = call;
    const order = { name: "id", descending: false, value: ({ id }: NumberedTask) => id };
    const keep = taskFilter(call);
    return listed(
      sliceOf({ rows: allTasks(site), order, cursor: parameters.cursor, limit: parameters.limit, keep }),
      (task) => taskJson(task, parameters["body-format"]),
    );
  },
});

function visibleTask({ site, access }: Pick<OperationCall, "site" | "access">, id: number): NumberedTask {
  const task = taskWithNumber(site, id);
  if (!task || !access.viewContent(task.content)) throw notFound();
  return task;
}

const getTask = operation({
  api: "v2",
  id: "getTaskById",
  method: "GET",
  path: "/tasks/{id}",
  scopes: [["read:task:confluence"]],
  parameters: { id: required(long()), "body-format": bodyFormat() },
  handle: (call) => ok(taskJson(visibleTask(call, call.parameters.id), call.parameters["body-format"])),
});

/**
 * Ticks or unticks an action item in the page itself. That is an edit of the page: a minor one with a version of its
 * own, as when somebody clicks the box while reading.
 */
const updateTask = operation({
  api: "v2",
  id: "updateTask",
  method: "PUT",
  path: "/tasks/{id}",
  scopes: [["write:task:confluence"]],
  parameters: { id: required(long()), "body-format": bodyFormat() },
  body: "json",
  handle: (call) => {
    const { site, access, account, parameters, now } = call;
    const input = requestObject(call.body);
    const status = choiceField(input, "status", "complete", "incomplete");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    const given = idField(input, "id");
    if (given !== undefined && given !== parameters.id) {
      throw badRequest("The id in the request body must be the id in the path.");
    }
    const task = visibleTask(call, parameters.id);
    const { content, localId } = task;
    if (!access.updateContent(content)) throw notFound();
    const complete = status === "complete";
    if (task.complete === complete) return ok(taskJson(task, parameters["body-format"]));
    const body = withTaskStatus(content.body, task, complete);
    const draft = content.draft;
    const revised = reviseContent(site, content, { by: account.id, at: now, minorEdit: true, change: { body } });
    // Somebody's unpublished changes are not overtaken by a tick.
    if (draft)
      commit(site, { kind: "drafted", actor: draft.authorId, at: now, before: revised, after: { ...revised, draft } });
    const after = tasksIn(site, site.content.get(content.id) ?? revised).find((one) => one.localId === localId);
    if (!after) throw notFound();
    return ok(taskJson(after, parameters["body-format"]));
  },
});

export const taskOperations: readonly Operation[] = [getTasks, getTask, updateTask];
