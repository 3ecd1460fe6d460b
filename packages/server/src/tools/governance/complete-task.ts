import { z } from "zod";
import { defineTool } from "../tool.ts";
import { prepareStatus, taskId, taskShape } from "./task.ts";

export const completeTask = defineTool({
  name: "confluence_complete_task",
  title: "Complete task",
  description:
    "Ticks an action item: it is done, by the connected account. Changes nothing when it is done already. Returns the task.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ taskId }),
  output: taskShape,
  endpoints: ["getTaskById", "updateTask"],
  targets: (input) => [{ kind: "task", ref: input.taskId }],
  example: { taskId: "2" },
  prepare: (input, context) => prepareStatus(input.taskId, "complete", "confluence_reopen_task", context),
});
