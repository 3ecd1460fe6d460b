import { z } from "zod";
import { defineTool } from "../tool.ts";
import { readTask, taskId, taskShape } from "./task.ts";

export const getTask = defineTool({
  name: "confluence_get_task",
  title: "Get task",
  description: "Reads one action item by its id: text, person, due date, state, and the page it stands on.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ taskId }),
  output: taskShape,
  endpoints: ["getTaskById"],
  targets: (input) => [{ kind: "task", ref: input.taskId }],
  example: { taskId: "2" },
  run: (input, context) => readTask(context, input.taskId),
});
