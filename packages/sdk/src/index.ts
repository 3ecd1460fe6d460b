export type {
  Agent,
  AgentChange,
  GroupPermission,
  NewAgent,
  Policy,
  Profile,
  SpaceLimit,
  ToolStanding,
} from "./agents.ts";
export type { ApiCall } from "./api-call.ts";
export type { Approval, ApprovalFilter, ApprovalStatus, Change, Preview } from "./approvals.ts";
export type { AuthConfig, AuthConfigChange, NewAuthConfig } from "./auth-configs.ts";
export type { Call, CallDetail, CallFilter, CallOutcome, RecordCheck, Undone } from "./calls.ts";
export type { ConnectionRequest, WaitOptions } from "./connection-request.ts";
export type {
  Account,
  ApiTokenConnection,
  Connection,
  ConnectionStatus,
  InitiateConnection,
  Site,
} from "./connections.ts";
export { type CustomContext, type CustomTool, defineTool, type StandardSchema } from "./define-tool.ts";
export type { KeptFile, NewFile } from "./files.ts";
export type { LiveTopic } from "./live.ts";
export type {
  Destination,
  Insight,
  InsightKind,
  Meeting,
  MeetingFilter,
  MeetingRow,
  MeetingSettings,
  NewInsight,
  NewMeeting,
  SentInsight,
  Spoken,
} from "./meetings.ts";
export type { ApiKey, Invitation, Session } from "./members.ts";
export type { Page, PagedList } from "./paged-list.ts";
export type { RateLedger } from "./rate-budget.ts";
export type { RequestOptions } from "./request-options.ts";
export type { ConnectionDoctor, ScopeSet, ScopeSetName } from "./scope-sets.ts";
export type { SearchHit, SearchOptions, SearchResult } from "./search.ts";
export type { FirstAdmin, Me, Member, Role } from "./session.ts";
export type { About, ServerSettings } from "./settings.ts";
export type {
  Source,
  SourceChange,
  SourceFailure,
  SourceSettings,
  StartSync,
  SyncRun,
  SyncStatus,
} from "./sources.ts";
export type { ToolTypes } from "./tool-types.ts";
export {
  createToolkit,
  type ModelAnswer,
  type ModelCall,
  type OfferedTool,
  type Toolkit,
  type ToolkitOptions,
} from "./toolkit.ts";
export {
  type CallMeta,
  type Effect,
  type Execute,
  type ExecuteRequest,
  isPending,
  type JsonSchema,
  type Modifiers,
  type PendingResult,
  type PendingWrite,
  type PermissionGroup,
  type ResultMeta,
  type Tool,
  type ToolFilter,
  type ToolInput,
  type ToolName,
  type ToolOutput,
  type ToolResult,
} from "./tools.ts";
export type { FileContent } from "./transport.ts";
export { Tributary, type TributaryOptions } from "./tributary.ts";
export { type ErrorBody, type ErrorCode, errorCodes, TributaryError } from "./tributary-error.ts";
