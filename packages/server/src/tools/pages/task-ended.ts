import { TributaryError } from "../../base/errors.ts";
import { waitForTask } from "../long-task.ts";
import type { ToolContext } from "../tool.ts";

/**
 * Waits for a long-running task whose result is looked at afterwards anyway. False = it still runs. One that the site
 * does not know (any more) counts as ended: what became of it shows in the result.
 */
export async function taskEnded(context: ToolContext, id: string, what: string): Promise<boolean> {
  try {
    return await waitForTask(context, id, what);
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return true;
    throw error;
  }
}
