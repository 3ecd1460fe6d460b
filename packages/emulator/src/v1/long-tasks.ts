import { allTasks, findTask, type LongTask, progressOf } from "../content/long-tasks.ts";
import { type Operation, type OperationCall, operation } from "../http/operation.ts";
import { atMost, required, text } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import { paged, single } from "./paged.ts";

const message = (translation: string) => ({ translation, args: [] });

/** Messages and details are those of the end; before it there is only how far the task is. */
function taskJson(task: LongTask, { now }: Pick<OperationCall, "now">) {
  const { finished, successful, percentage, elapsed } = progressOf(task, now);
  const { messages = [], errors = [], details } = task.outcome;
  return {
    id: task.id,
    name: { key: task.name, args: [] },
    elapsedTime: elapsed,
    percentageComplete: percentage,
    successful: finished && successful,
    finished,
    messages: finished ? messages.map(message) : [],
    status: finished ? (successful ? "Success" : "Failed") : "Running",
    errors: finished ? errors.map(message) : [],
    ...(details ? { additionalDetails: details } : {}),
  };
}

/** A task is known to who started it and to the administrators of the site. */
const mayKnow = ({ site, account }: Pick<OperationCall, "site" | "account">, task: LongTask): boolean =>
  task.startedBy === account.id || isSiteAdministrator(site, account.id);

export const longTaskOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "getTasks",
    method: "GET",
    path: "/longtask",
    scopes: [["read:content.metadata:confluence"]],
    parameters: { key: text(), start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(100, 200) },
    handle: (call) => {
      const { key } = call.parameters;
      const known = allTasks(call.site).filter(
        (task) => mayKnow(call, task) && (key === undefined || key === "" || task.name === key),
      );
      return paged(call, known, call.parameters, (task) => taskJson(task, call));
    },
  }),
  operation({
    api: "v1",
    id: "getTask",
    method: "GET",
    path: "/longtask/{id}",
    scopes: [["read:confluence-space.summary"], ["read:content.metadata:confluence"]],
    parameters: { id: required(text()) },
    handle: (call) => {
      const task = findTask(call.site, call.parameters.id);
      if (!task || !mayKnow(call, task)) throw notFound(`No long-running task found with id : ${call.parameters.id}`);
      const path = `/rest/api/longtask/${task.id}`;
      return single(call, { ...taskJson(task, call), _links: { self: `${call.siteUrl}/wiki${path}` } });
    },
  }),
];
