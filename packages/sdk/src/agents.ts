import type { RequestOptions } from "./request-options.ts";
import type { Effect, PermissionGroup } from "./tools.ts";
import type { Transport } from "./transport.ts";

export type Profile = "read-only" | "documentation-manager" | "full-access";

export type GroupPermission =
  | { level: "disabled" | "read" }
  | { level: "write"; allowDelete?: boolean; requireApproval?: boolean };

/** The spaces an agent may reach, by key or id: `only` these, or all but those in `except`; personal ones where `personal` says so. */
export type SpaceLimit = { only?: string[]; except?: string[]; personal?: boolean };

/** What an agent may do, by permission group. */
export type Policy = {
  groups: Partial<Record<PermissionGroup, GroupPermission>>;
  spaces?: SpaceLimit;
  /** Tools by name: only those in `allow` where it is given, none of those in `deny`. */
  tools?: { allow?: string[]; deny?: string[] };
};

export type NewAgent = {
  name: string;
  /** The connections it may use. */
  connectionIds?: string[];
  /** Keys or ids of the spaces it is limited to; without them, every space the account sees but personal ones. */
  spaces?: string[] | SpaceLimit;
  /** Is told of decisions on its writes. */
  callbackUrl?: string | null;
} & ({ profile?: Profile; policy?: undefined } | { policy: Policy; profile?: undefined });

/** A caller with keys of its own. */
export type Agent = {
  id: string;
  name: string;
  policy: Policy;
  connectionIds: string[];
  callbackUrl: string | null;
  createdAt: string;
};

/** What is left out stays as it is. */
export type AgentChange = {
  name?: string;
  connectionIds?: string[];
  spaces?: string[] | SpaceLimit;
  profile?: Profile;
  policy?: Policy;
  callbackUrl?: string | null;
};

/** What an agent's policy says of one tool. */
export type ToolStanding = {
  name: string;
  title: string;
  group: PermissionGroup;
  effect: Effect;
  /** `needs_approval`: a person says yes or no to each such write. */
  standing: "allowed" | "needs_approval" | "refused";
  reason: string;
  /** The arguments decide, as of a raw request: `standing` is the best that can come of it. */
  depends: boolean;
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
    /** What it could do: every tool with what its policy says, and why. An agent may ask for itself. */
    async tools(id: string, options: RequestOptions = {}): Promise<ToolStanding[]> {
      const request = { method: "GET", path: `/v1/agents/${encodeURIComponent(id)}/tools`, ...options } as const;
      return (await transport<{ items: ToolStanding[] }>(request)).items;
    },
    /** Changes an agent: its next call is judged by the new policy. */
    update(id: string, change: AgentChange, options: RequestOptions = {}): Promise<Agent> {
      return transport({ method: "PATCH", path: `/v1/agents/${encodeURIComponent(id)}`, body: change, ...options });
    },
    /** A new key, shown this once; the old ones stop working. */
    renewApiKey(id: string, options: RequestOptions = {}): Promise<{ apiKey: string }> {
      return transport({ method: "POST", path: `/v1/agents/${encodeURIComponent(id)}/api-key`, ...options });
    },
    /** Removes the agent; its keys stop working at once. */
    delete(id: string, options: RequestOptions = {}): Promise<void> {
      return transport({ method: "DELETE", path: `/v1/agents/${encodeURIComponent(id)}`, ...options });
    },
  };
}
