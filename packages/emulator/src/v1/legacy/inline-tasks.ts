import { reviseContent } from "../../content/revise-content.ts";
import { choiceField } from "../../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../../http/operation.ts";
import { atMost, long, oneOf, required, text } from "../../http/parameters.ts";
import { badRequest, noContent, notFound } from "../../http/refusal.ts";
import { withTaskStatus } from "../../tasks/parse-tasks.ts";
import { allTasks, type NumberedTask, tasksIn, taskWithNumber } from "../../tasks/site-tasks.ts";
import { changeable, spaceOf } from "../find.ts";
import { contentOf } from "../labels.ts";
import { paged } from "../paged.ts";
import { requestObject } from "../request-object.ts";
import { legacyScopes } from "./scopes.ts";

/** Dates are milliseconds here, and members without a value are left out. */
function taskJson(task: NumberedTask) {
  const { content } = task;
  return {
    globalId: task.id,
    id: Number(task.localId) || task.id,
    contentId: content.id,
    status: task.complete ? "complete" : "incomplete",
    title: content.title,
    description: "",
    body: task.body,
    creator: task.createdBy,
    ...(task.assignedTo === null ? {} : { assignee: task.assignedTo }),
    ...(task.completedBy === null ? {} : { completeUser: task.completedBy }),
    createDate: task.createdAt,
    ...(task.dueAt === null ? {} : { dueDate: task.dueAt }),
    updateDate: task.updatedAt,
    ...(task.completedAt === null ? {} : { completeDate: task.completedAt }),
  };
}

const within = (at: number | null, from: number | undefined, to: number | undefined): boolean =>
  (from === undefined && to === undefined) || (at !== null && at >= (from ?? at) && at <= (to ?? at));

const searchTasks = operation({
  api: "v1",
  id: "searchTasks",
  method: "GET",
  path: "/inlinetasks/search",
  scopes: legacyScopes.readTasks,
  legacy: true,
  parameters: {
    start: atMost(0, Number.MAX_SAFE_INTEGER),
    limit: atMost(20, 200),
    spaceKey: text(),
    pageId: text(),
    assignee: text(),
    creator: text(),
    completedUser: text(),
    duedateFrom: long(),
    duedateTo: long(),
    createdateFrom: long(),
    createdateTo: long(),
    completedateFrom: long(),
    completedateTo: long(),
    status: oneOf("complete", "incomplete"),
  },
  handle: (call) => {
    const { parameters: given, site, access } = call;
    const space = given.spaceKey ? spaceOf(call, given.spaceKey) : undefined;
    const page = given.pageId ? contentOf(call, given.pageId) : undefined;
    const wanted = (task: NumberedTask) =>
      (!space || task.content.spaceId === space.id) &&
      (!page || task.content.id === page.id) &&
      (!given.assignee || task.assignedTo === given.assignee) &&
      (!given.creator || task.createdBy === given.creator) &&
      (!given.completedUser || task.completedBy === given.completedUser) &&
      (given.status === undefined || (given.status === "complete") === task.complete) &&
      within(task.dueAt, given.duedateFrom, given.duedateTo) &&
      within(task.createdAt, given.createdateFrom, given.createdateTo) &&
      within(task.completedAt, given.completedateFrom, given.completedateTo) &&
      access.viewContent(task.content);
    return paged(call, allTasks(site).filter(wanted), given, taskJson);
  },
});

function visibleTask({ site, access }: Pick<OperationCall, "site" | "access">, number: number): NumberedTask {
  const task = taskWithNumber(site, number);
  if (!task || !access.viewContent(task.content)) throw notFound(`No task found with id : ${number}`);
  return task;
}

const parameters = { inlineTaskId: required(long()) };

const getTaskById = operation({
  api: "v1",
  id: "getTaskById",
  method: "GET",
  path: "/inlinetasks/{inlineTaskId}",
  scopes: legacyScopes.readTasks,
  legacy: true,
  parameters,
  handle: (call) => ok(taskJson(visibleTask(call, call.parameters.inlineTaskId))),
});

/** Ticks or unticks the item in its page, as v2 does. */
const updateTaskById = operation({
  api: "v1",
  id: "updateTaskById",
  method: "PUT",
  path: "/inlinetasks/{inlineTaskId}",
  scopes: legacyScopes.writeTasks,
  legacy: true,
  parameters,
  body: "json",
  handle: (call) => {
    const { site, account, now } = call;
    const status = choiceField(requestObject(call.body), "status", "complete", "incomplete");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    const task = visibleTask(call, call.parameters.inlineTaskId);
    const content = changeable(call, task.content);
    const complete = status === "complete";
    if (task.complete === complete) return ok(taskJson(task));
    const body = withTaskStatus(content.body, task, complete);
    const revised = reviseContent(site, content, { by: account.id, at: now, minorEdit: true, change: { body } });
    const after = tasksIn(site, revised).find(({ localId }) => localId === task.localId);
    if (!after) throw noContent(content.id);
    return ok(taskJson(after));
  },
});

export const legacyInlineTaskOperations: readonly Operation[] = [searchTasks, getTaskById, updateTaskById];
