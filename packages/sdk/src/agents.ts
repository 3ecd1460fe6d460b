import type { RequestOptions } from "./request-options.ts";
import type { PermissionGroup } from "./tools.ts";
import type { Transport } from "./transport.ts";

export type Profile = "read-only" | "documentation-manager" | "full-access";

export type GroupPermission =
  | { level: "disabled" | "read" }
  | { level: "write"; allowDelete?: boolean; requireApproval?: boolean };

/** What an agent may do, by permission group. */
export type Policy = { groups: Partial<Record<PermissionGroup, GroupPermission>> };

export type NewAgent = {
  name: string;
  /** The connections it may use. */
  connectionIds?: string[];
  /** Keys of the spaces it is limited to; without them, every space the account sees. */
  spaces?: string[];
} & ({ profile?: Profile; policy?: undefined } | { policy: Policy; profile?: undefined });

/** A caller with keys of its own. */
export type Agent = {
  id: string;
  name: string;
  policy: Policy;
  connectionIds: string[];
  createdAt: string;
};

export type Agents = ReturnType<typeof createAgents>;

export function createAgents(transport: Transport) {
  return {
    async list(options: RequestOptions = {}): Promise<Agent[]> {
      const request = { method: "GET", path: "/v1/agents", ...options } as const;
      return (await transport<{ items: Agent[] }>(request)).items;
    },
    /** Keep `apiKey`: it is shown this once. */
    create(input: NewAgent, options: RequestOptions = {}): Promise<Agent & { apiKey: string }> {
      return transport({ method: "POST", path: "/v1/agents", body: input, ...options });
    },
    get(id: string, options: RequestOptions = {}): Promise<Agent> {
      return transport({ method: "GET", path: `/v1/agents/${encodeURIComponent(id)}`, ...options });
    },
    /** Removes the agent; its keys stop working at once. */
    delete(id: string, options: RequestOptions = {}): Promise<void> {
      return transport({ method: "DELETE", path: `/v1/agents/${encodeURIComponent(id)}`, ...options });
    },
  };
}
