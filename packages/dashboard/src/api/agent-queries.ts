import { queryOptions } from "@tanstack/react-query";
import { tributary } from "./client.ts";

export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: ({ signal }) => tributary.agents.list({ signal }),
});

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: ["agent", id],
    queryFn: ({ signal }) => tributary.agents.get(id, { signal }),
  });

/** What the agent could do, tool by tool. */
export const agentToolsQuery = (id: string) =>
  queryOptions({
    queryKey: ["agent", id, "tools"],
    queryFn: ({ signal }) => tributary.agents.tools(id, { signal }),
  });
