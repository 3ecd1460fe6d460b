import { z } from "zod";
import { defineTool } from "../tool.ts";
import { prepareStatus, taskId, taskShape } from "./task.ts";

export const reopenTask = defineTool({
  name: "confluence_reopen_task",
  title: "Reopen task",
  description: "Unticks an action item: it is open again. Changes nothing when it is open already. Returns the task.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ taskId }),
  output: taskShape,
  endpoints: ["getTaskById", "updateTask"],
  targets: (input) => [{ kind: "task", ref: input.taskId }],
  example: { taskId: "1" },
  prepare: (input, context) => prepareStatus(input.taskId, "incomplete", "confluence_complete_task", context),
});
