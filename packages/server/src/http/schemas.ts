import { z } from "zod";
import { type ErrorCode, errorStatus } from "../base/errors.ts";
import type { IdPrefix } from "../base/ids.ts";
import { permissionGroups } from "../base/permissions.ts";
import type { Standing } from "../calls/offered-tools.ts";
import { scopesOf } from "../connections/scope-doctor.ts";
import { policySchema } from "../policy/policy.ts";
import type { AuthConfig } from "../store/auth-configs.ts";
import type { CallRecord } from "../store/call-record.ts";
import type { Connection } from "../store/connections.ts";
import { schemasOf } from "../tools/input-schema.ts";
import type { Tool } from "../tools/tool.ts";

/** The shapes of the API's answers, and how stored things become them. Secrets are not among what they are made from. */

/** Where a list goes on: the id of the last row of the page before. */
export const cursorOf = (prefix: IdPrefix) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_\\w+$`), "is none of this list: pass the cursor of the answer before, unchanged")
    .optional();

export const errorShape = z.object({
  code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  status: z.number(),
  hint: z.string().optional(),
  atlassian: z.object({ status: z.number(), message: z.string() }).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export const siteShape = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  avatarUrl: z.string().optional(),
});

export const connectionShape = z.object({
  id: z.string(),
  name: z.string(),
  userId: z.string(),
  authConfigId: z.string(),
  type: z.enum(["oauth2", "api_token"]),
  status: z.enum(["initiated", "choose_site", "active", "expired", "disconnected"]),
  statusReason: z.string().optional(),
  account: z
    .object({ accountId: z.string(), name: z.string(), email: z.string().optional(), picture: z.string().optional() })
    .nullable(),
  site: siteShape.nullable(),
  sites: z.array(siteShape),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const authConfigShape = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["oauth2", "api_token"]),
  clientId: z.string().optional(),
  scopes: z.array(z.string()),
  redirectUri: z.string().optional(),
  source: z.enum(["api", "environment"]),
  createdAt: z.string(),
});

export const memberShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(["admin", "member", "viewer"]),
});

/** What a password has to be. */
export const password = z.string().min(10, "use ten characters or more").max(200);

export const agentShape = z.object({
  id: z.string(),
  name: z.string(),
  policy: policySchema,
  connectionIds: z.array(z.string()),
  callbackUrl: z.string().nullable(),
  createdAt: z.string(),
});

export const toolShape = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  group: z.enum(permissionGroups),
  effect: z.enum(["read", "write", "delete"]),
  idempotent: z.boolean(),
  inputSchema: z.record(z.string(), z.unknown()),
  outputSchema: z.record(z.string(), z.unknown()),
  scopes: z.array(z.string()),
  missingScopes: z
    .array(z.string())
    .optional()
    .describe("With connectionId: what the connection was not granted and the tool may need."),
});

/** What an agent's policy says of one tool. */
export const toolStandingShape = z.object({
  name: z.string(),
  title: z.string(),
  group: z.enum(permissionGroups),
  effect: z.enum(["read", "write", "delete"]),
  standing: z.enum(["allowed", "needs_approval", "refused"]),
  reason: z.string(),
  depends: z.boolean().describe("Whether the arguments decide; then `standing` is the best that can come of it."),
});

export const callShape = z.object({
  id: z.string(),
  at: z.string(),
  tool: z.string(),
  effect: z.enum(["read", "write", "delete"]),
  caller: z.object({ kind: z.enum(["agent", "member"]), id: z.string(), name: z.string() }),
  surface: z.string(),
  connectionId: z.string().nullable(),
  siteId: z.string().nullable(),
  targets: z.array(z.unknown()),
  decision: z.object({ action: z.string(), reason: z.string() }),
  input: z.unknown(),
  dryRun: z.boolean(),
  reason: z.string().nullable(),
  changes: z.array(z.unknown()).nullable(),
  undo: z.array(z.unknown()).nullable(),
  spaceIds: z.array(z.string()),
  result: z.record(z.string(), z.unknown()).nullable(),
  approvalId: z.string().nullable(),
  undoOf: z.string().nullable(),
  requests: z.number().nullable(),
  points: z.number().nullable(),
  outcome: z.enum(["running", "pending", "ok", "error", "refused", "unknown"]),
  errorCode: z.string().optional(),
  error: errorShape.nullable(),
  durationMs: z.number().nullable(),
});

export const envelopeShape = z.object({
  data: z.unknown(),
  error: errorShape.nullable(),
  successful: z.boolean(),
  meta: z.object({
    callId: z.string(),
    tool: z.string(),
    connectionId: z.string().nullable(),
    site: siteShape.omit({ avatarUrl: true }).nullable(),
    durationMs: z.number(),
    requests: z.number(),
    points: z.number(),
    dryRun: z.literal(true).optional(),
    approval: z.object({ id: z.string(), status: z.string(), url: z.string(), expiresAt: z.string() }).optional(),
    undoable: z.boolean().optional(),
    truncated: z.object({ path: z.string(), shown: z.number(), total: z.number() }).optional(),
    next: z.string().optional(),
  }),
});

const iso = (ms: number) => new Date(ms).toISOString();

export function showConnection(connection: Connection): z.input<typeof connectionShape> {
  const sites = connection.sites.map(({ direct, ...site }) => site);
  return {
    id: connection.id,
    name: connection.name,
    userId: connection.userId,
    authConfigId: connection.authConfigId,
    type: connection.type,
    status: connection.status,
    ...(connection.statusReason !== null && { statusReason: connection.statusReason }),
    account: connection.account,
    site: sites.find((site) => site.id === connection.siteId) ?? null,
    sites,
    scopes: connection.scopes,
    createdAt: iso(connection.createdAt),
    updatedAt: iso(connection.updatedAt),
  };
}

export function showAuthConfig(config: AuthConfig, callbackUrl: string): z.input<typeof authConfigShape> {
  return {
    id: config.id,
    name: config.name,
    type: config.type,
    ...(config.clientId !== null && { clientId: config.clientId }),
    scopes: config.scopes,
    ...(config.type === "oauth2" && { redirectUri: callbackUrl }),
    source: config.source,
    createdAt: iso(config.createdAt),
  };
}

export function showTool(tool: Tool): z.input<typeof toolShape> {
  const schemas = schemasOf(tool);
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    group: tool.group,
    effect: tool.effect,
    idempotent: tool.idempotent,
    inputSchema: schemas.input,
    outputSchema: schemas.output,
    scopes: scopesOf(tool),
  };
}

const standings = { allow: "allowed", approve: "needs_approval", refuse: "refused" } as const;

export function showStanding(tool: Tool, { action, reason, depends }: Standing): z.input<typeof toolStandingShape> {
  const { name, title, group, effect } = tool;
  return { name, title, group, effect, standing: standings[action], reason, depends };
}

export function showCall(call: CallRecord): z.input<typeof callShape> {
  return { ...call, at: iso(call.at), ...(call.error !== null && { errorCode: call.error.code }) };
}
