import type { Preview } from "./approvals.ts";
import type { RequestOptions } from "./request-options.ts";
import type { ToolTypes } from "./tool-types.ts";
import type { Transport } from "./transport.ts";
import type { ErrorBody } from "./tributary-error.ts";

export type PermissionGroup = "Pages" | "Spaces" | "Search" | "Attachments" | "Users";
export type Effect = "read" | "write" | "delete";

/** A JSON Schema object, as the server writes it. */
export type JsonSchema = { [keyword: string]: unknown };

/** One thing an agent can do. */
export type Tool = {
  name: string;
  title: string;
  /** Written for a model. */
  description: string;
  group: PermissionGroup;
  effect: Effect;
  /** True when doing it twice leaves the same state as doing it once. */
  idempotent: boolean;
  inputSchema: JsonSchema;
  outputSchema: JsonSchema;
  /** Atlassian scopes it needs. */
  scopes: string[];
  /** When a `connectionId` or `userId` was named: what the connection was not granted and the tool may need. */
  missingScopes?: string[];
};

export type ToolFilter = {
  /** Each tool then says in `missingScopes` what this person's connection, or this connection, was not granted. */
  userId?: string;
  connectionId?: string;
  /** Permission groups, in small letters if you like. */
  toolsets?: readonly (PermissionGroup | Lowercase<PermissionGroup>)[];
  effect?: Effect;
  /** Names. */
  tools?: readonly string[];
  /** Names to leave out. */
  exclude?: readonly string[];
  /** Words to look for in names, titles and descriptions. */
  search?: string;
};

/** Whose connection to use, and what to do. `siteId` only for connections with several sites. */
export type ExecuteRequest = {
  userId?: string;
  connectionId?: string;
  siteId?: string;
  arguments?: Record<string, unknown>;
  /** Only show what a write would change. */
  dryRun?: boolean;
  /** Why, for whoever approves it and for the record. */
  reason?: string;
  /** The most characters of the answer, beyond which it is cut and `meta.next` is set; 0 = no limit. Default: about 8,000 tokens. */
  maxCharacters?: number;
  /** How many seconds to wait for a person, when the write needs one: 60 at most. Default 0. */
  waitSeconds?: number;
  /** Show pages as they will be once this agent's own pending writes are approved. */
  overlay?: boolean;
};

export type ResultMeta = {
  /** Id of the record of this call; see `calls.get`. */
  callId?: string;
  connectionId?: string | null;
  site?: { id: string; name: string; url: string } | null;
  tool?: string;
  durationMs?: number;
  /** A write that was only shown: the data is what it would change. */
  dryRun?: true;
  /** Requests sent to Confluence for this call, and the points they cost by Atlassian's published costs. */
  requests?: number;
  points?: number;
  /** Whether a write can be taken back from the record. */
  undoable?: boolean;
  /** The text or list of the data that was cut, and how much of it is there; `confluence_read_more` goes on with `next`. */
  truncated?: { path: string; shown: number; total: number };
  next?: string;
  /** Present when the write waits for a person; `approvals.wait(id)` says what becomes of it. */
  approval?: { id: string; status: string; url: string; expiresAt: string };
};

/** What the server always says of a call it ran. Tools of your own, which it does not run, have no record there. */
export type CallMeta = ResultMeta &
  Required<Pick<ResultMeta, "callId" | "tool" | "connectionId" | "site" | "durationMs" | "requests" | "points">>;

/** What came of a call that ran. Look at `successful` before `data`. */
export type ToolResult<Data = unknown, Meta extends ResultMeta = ResultMeta> =
  | { successful: true; data: Data; error: null; meta: Meta }
  | { successful: false; data: Data | null; error: ErrorBody; meta: Meta };

export type ToolName = keyof ToolTypes;
export type ToolInput<Name extends ToolName> = ToolTypes[Name]["input"];
export type ToolOutput<Name extends ToolName> = ToolTypes[Name]["output"];

/** The data while a write waits for a person, instead of the tool's own; see `isPending`. */
export type PendingWrite = { status: string; approvalId: string; summary: string; url: string; expiresAt: string };

/** A result whose write waits for a person. */
export type PendingResult = { successful: true; data: PendingWrite; error: null; meta: ResultMeta };

/** Whether a call ended in a write that waits for a person. `approvals.wait(approvalId)` says what becomes of it. */
export function isPending(result: ToolResult): result is PendingResult {
  return result.successful && result.meta.approval?.status === "pending";
}

/** A request whose arguments are those of a tool that is known by its name. */
export type RequestOf<Name extends ToolName> = Omit<ExecuteRequest, "arguments"> &
  (Record<string, never> extends ToolInput<Name> ? { arguments?: ToolInput<Name> } : { arguments: ToolInput<Name> });

/** The data of a known tool: its own, or with `dryRun` what it would change. */
export type DataOf<Name extends ToolName, Request> = Request extends { dryRun: true } ? Preview : ToolOutput<Name>;

type ExecuteOptions = RequestOptions & { modifiers?: Modifiers };

/**
 * Runs a tool for a `userId` or on a `connectionId`. Arguments and data of a tool of the catalogue are typed by its name;
 * `execute<Data>(name, …)` says another type of the data.
 *
 * Resolves with the result whenever the call ran, `successful: false` included, because a model needs to read that
 * failure as well; also when a write waits for a person (`isPending`). Throws TributaryError only when there is no result:
 * the request was refused before it ran, was cancelled, or its answer was lost. A tool known to only read is sent again
 * after a lost answer; any other is not, and throws `outcome_unknown`.
 */
export type Execute = {
  // First the one for names not known, so that the compiler's words about arguments are those of the other.
  <Data = unknown, Name extends string = string>(
    name: Name & (unknown extends Data ? (Name extends ToolName ? never : unknown) : unknown),
    request: ExecuteRequest,
    options?: ExecuteOptions,
  ): Promise<ToolResult<Data, CallMeta>>;
  <Name extends ToolName, const Request extends RequestOf<Name>>(
    name: Name,
    request: Request,
    options?: ExecuteOptions,
  ): Promise<ToolResult<DataOf<Name, Request>, CallMeta>>;
};

// biome-ignore lint/suspicious/noConfusingVoidType: what only looks on returns nothing.
type Given<Value> = Value | void | Promise<Value | void>;

/**
 * Functions run around an execution: to fill in or check arguments, to shorten or redact results, to log. One that
 * returns nothing leaves things as they are.
 */
export type Modifiers = {
  /** Gives the request that is sent. Throwing stops the call before anything is sent. */
  before?(context: { tool: string; request: ExecuteRequest }): Given<ExecuteRequest>;
  /** Gives the result that is returned; sees failed results too. */
  after?(context: { tool: string; request: ExecuteRequest; result: ToolResult }): Given<ToolResult>;
};

/** Runs `send` between the modifiers. */
export async function modified(
  tool: string,
  request: ExecuteRequest,
  { before, after }: Modifiers,
  send: (request: ExecuteRequest) => Promise<ToolResult>,
): Promise<ToolResult> {
  const sent = (await before?.({ tool, request })) ?? request;
  const result = await send(sent);
  return (await after?.({ tool, request: sent, result })) ?? result;
}

export type Tools = ReturnType<typeof createTools>;

export function createTools(transport: Transport) {
  // Effects seen in answers of `get`; a tool never seen is taken for a write.
  const effects = new Map<string, Effect>();

  const execute = (
    name: string,
    // Programs without types leave it out where a tool needs nothing.
    request: ExecuteRequest = {},
    { modifiers = {}, ...options }: ExecuteOptions = {},
  ): Promise<ToolResult> =>
    modified(name, request, modifiers, (sent) =>
      transport({
        method: "POST",
        path: `/v1/tools/${encodeURIComponent(name)}/execute`,
        body: { ...sent, arguments: sent.arguments ?? {} },
        repeat: effects.get(name) === "read" ? "always" : "if-refused",
        heldMs: (sent.waitSeconds ?? 0) * 1000,
        ...options,
      }),
    );

  return {
    /** The tools the caller's policy allows, with a person's approval or without, in the server's order. */
    async get(filter: ToolFilter = {}, options: RequestOptions = {}): Promise<Tool[]> {
      const request = { method: "GET", path: "/v1/tools", query: { ...filter }, ...options } as const;
      const { tools } = await transport<{ tools: Tool[] }>(request);
      for (const tool of tools) effects.set(tool.name, tool.effect);
      return tools;
    },

    /** One tool by its name; `unknown_tool` names the nearest ones. */
    async describe(
      name: string,
      { connectionId, ...options }: RequestOptions & { connectionId?: string } = {},
    ): Promise<Tool> {
      const path = `/v1/tools/${encodeURIComponent(name)}`;
      const tool = await transport<Tool>({ method: "GET", path, query: { connectionId }, ...options });
      effects.set(tool.name, tool.effect);
      return tool;
    },

    /** Runs a tool; see `Execute`. */
    execute: execute as Execute,
  };
}
