import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import type { ToolContext } from "../tool.ts";

export type Group = { id: string; name: string };

export const groupEndpoints = ["v1.getGroupByGroupId", "v1.searchGroups"] as const satisfies readonly EndpointKey[];

/** The group meant, by its id (a UUID) or its name. */
export async function resolveGroup({ confluence }: ToolContext, ref: string): Promise<Group> {
  const text = ref.trim();
  if (text === "") {
    throw new TributaryError("invalid_input", "No group is named.", { hint: "Pass its id or its name as groupId." });
  }
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) {
    const { id, name } = await confluence.call<Group>("v1.getGroupByGroupId", {
      query: { id: text },
      what: `group ${text}`,
    });
    return { id, name };
  }
  const { results } = await confluence.call<{ results: Group[] }>("v1.searchGroups", {
    query: { query: text, limit: 200 },
    what: `the group ${text}`,
  });
  const found = results.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return { id: found.id, name: found.name };
  throw new TributaryError("not_found", `There is no group ${text}.`, {
    hint: "List the groups with confluence_list_groups.",
    details: { candidates: results.slice(0, 5).map(({ id, name }) => ({ id, name })) },
  });
}
