import { setTimeout as pause } from "node:timers/promises";
import { TributaryError } from "../base/errors.ts";
import type { ToolContext } from "./tool.ts";

/** What a long-running task of Confluence needs to be followed. */
export const longTaskEndpoint = "v1.getTask";

type V1Task = {
  percentageComplete: number;
  successful: boolean;
  finished: boolean;
  messages?: { translation?: string }[];
  errors?: { translation?: string }[];
};

const pauseMs = 250;

/**
 * Waits for a long-running task, `mostMs` at the longest. False = it still runs then. Throws `upstream_error` with the
 * task's own words when it failed.
 */
export async function waitForTask(
  { confluence }: ToolContext,
  id: string,
  what: string,
  mostMs = 15_000,
): Promise<boolean> {
  for (let waited = 0; ; waited += pauseMs) {
    const task = await confluence.call<V1Task>(longTaskEndpoint, { path: { id }, what });
    if (task.finished && task.successful) return true;
    if (task.finished) {
      const why = [...(task.errors ?? []), ...(task.messages ?? [])]
        .map(({ translation }) => translation)
        .filter(Boolean);
      throw new TributaryError(
        "upstream_error",
        `Confluence began ${what} and failed${why.length > 0 ? `: ${why.join("; ")}` : "."}`,
        {
          hint: "Look at the site what has become of it.",
          details: { taskId: id },
        },
      );
    }
    if (waited >= mostMs) return false;
    await pause(pauseMs);
  }
}
