import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { Site } from "../../store/connections.ts";
import { fromStorage } from "../body.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Written } from "../write.ts";

export const taskShape = z.object({
  id: z.string(),
  status: z.enum(["complete", "incomplete"]),
  /** As Markdown. */
  body: z.string(),
  url: z.string(),
  spaceId: z.string().optional(),
  pageId: z.string().optional(),
  blogPostId: z.string().optional(),
  assignedTo: z.string().optional(),
  createdBy: z.string().optional(),
  createdAt: z.string().optional(),
  dueAt: z.string().optional(),
  completedBy: z.string().optional(),
  completedAt: z.string().optional(),
});

export type Task = z.output<typeof taskShape>;

export type V2Task = {
  id: string;
  status: "complete" | "incomplete";
  body?: { storage?: { value?: string } };
} & { [field in (typeof optional)[number]]?: string | null };

const optional = [
  "spaceId",
  "pageId",
  "blogPostId",
  "assignedTo",
  "createdBy",
  "createdAt",
  "dueAt",
  "completedBy",
  "completedAt",
] as const;

export function toTask(task: V2Task, site: Site): Task {
  const on = task.pageId ?? task.blogPostId;
  return {
    id: task.id,
    status: task.status,
    body: fromStorage(task.body?.storage?.value ?? "", "markdown", site).trim(),
    url: `${site.url}/wiki${on ? `/pages/viewpage.action?pageId=${on}` : ""}`,
    ...Object.fromEntries(optional.flatMap((field) => (task[field] ? [[field, task[field]]] : []))),
  };
}

export const readTask = async ({ confluence, site }: ToolContext, id: string): Promise<Task> =>
  toTask(
    await confluence.call<V2Task>("getTaskById", {
      path: { id },
      query: { "body-format": "storage" },
      what: `task ${id}`,
    }),
    site,
  );

export const taskId = z.string().regex(/^\d+$/, "a task's id is a number").describe("Task id.");

/** Ticks a task's box or clears it. Confluence makes a version of the page for it. */
export async function prepareStatus(
  id: string,
  status: Task["status"],
  undoTool: string,
  context: ToolContext,
): Promise<Prepared<Task>> {
  const task = await readTask(context, id);
  const same = task.status === status;
  const written = (now: Task): Written<Task> => ({
    data: now,
    undo: same ? [] : [{ tool: undoTool, arguments: { taskId: id } }],
  });
  return {
    preview: {
      summary: `${status === "complete" ? "Complete" : "Reopen"} the task "${short(task.body)}".`,
      changes: [
        {
          kind: "task",
          id,
          title: short(task.body),
          url: task.url,
          ...(task.spaceId !== undefined && { spaceId: task.spaceId }),
          ...(!same && { before: { status: task.status }, after: { status } }),
        },
      ],
    },
    async commit() {
      if (same) return written(task);
      await context.confluence.call("updateTask", { path: { id }, body: { id, status }, what: `task ${id}` });
      const now = await readTask(context, id);
      if (now.status === status) return written(now);
      throw new TributaryError(
        "upstream_error",
        `Confluence accepted the change of task ${id} but left it ${now.status}.`,
        {
          hint: "Somebody may have edited the page meanwhile: look at it.",
        },
      );
    },
    async settle(reader) {
      const now = await readTask(reader, id);
      return now.status === status ? { outcome: "done", ...written(now) } : { outcome: "not_done" };
    },
  };
}

const short = (body: string): string => (body.length > 80 ? `${body.slice(0, 79)}…` : body);
