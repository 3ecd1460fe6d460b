import { TributaryError } from "../base/errors.ts";
import type { Door } from "../calls/door.ts";
import { findTool } from "../tools/catalogue.ts";
import type { Visit } from "./call-tool.ts";
import { allowedTools } from "./tool-list.ts";

type Json = Record<string, unknown>;

/**
 * Reads something for a resource or a suggestion: through the door like every call, on record, under the caller's
 * policy and the address's selection. Throws what the call answered when it failed.
 */
export async function askDoor(
  door: Door,
  visit: Visit,
  tool: string,
  args: Json,
  { signal, maxCharacters = 0 }: { signal?: AbortSignal; maxCharacters?: number } = {},
): Promise<Json> {
  const { caller, selection } = visit;
  if (!offers(visit, tool)) {
    throw new TributaryError("policy_refused", `This needs ${findTool(tool).name}, which may not be called here.`);
  }
  const { connectionId, userId, siteId } = selection;
  const { data, error } = await door.execute(caller, {
    tool,
    arguments: args,
    surface: "mcp",
    maxCharacters,
    ...(signal !== undefined && { signal }),
    ...(connectionId !== undefined && { connectionId }),
    ...(userId !== undefined && { userId }),
    ...(siteId !== undefined && { siteId }),
  });
  if (error !== null) throw new TributaryError(error.code, error.message, error);
  return data as Json;
}

/** Whether a visit may call a tool, as far as that can be said beforehand. */
export const offers = ({ caller, selection }: Visit, tool: string): boolean =>
  allowedTools(caller, selection).some(({ name }) => name === tool);
