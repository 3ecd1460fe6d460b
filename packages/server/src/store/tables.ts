import type { ColumnType, Generated } from "kysely";

/** Rows as they are stored. Times are milliseconds since 1970; `json` columns hold JSON text; `sealed` ones ciphertext. */
export type Tables = {
  auth_config: {
    id: string;
    name: string;
    type: "oauth2" | "api_token";
    source: "api" | "environment";
    client_id: string | null;
    client_secret_sealed: string | null;
    scopes: string;
    created_at: number;
  };
  connection: {
    id: string;
    name: string;
    user_id: string;
    auth_config_id: string;
    created_by: string;
    type: "oauth2" | "api_token";
    status: "initiated" | "choose_site" | "active" | "expired" | "disconnected";
    status_reason: string | null;
    account: string | null;
    sites: string;
    site_id: string | null;
    scopes: string;
    access_token_sealed: string | null;
    refresh_token_sealed: string | null;
    /** When the access token ends; null = it does not. */
    expires_at: number | null;
    refresh_lease_until: number;
    created_at: number;
    updated_at: number;
  };
  oauth_flow: {
    /** Hash of the one-time token in the link that starts the flow. */
    id: string;
    connection_id: string;
    state_hash: string | null;
    browser_hash: string | null;
    return_url: string | null;
    expires_at: number;
    used_at: number | null;
  };
  agent: {
    id: string;
    name: string;
    policy: string;
    connection_ids: string;
    callback_url: string | null;
    created_at: number;
    updated_at: number;
  };
  api_key: {
    id: string;
    hash: string;
    owner_kind: "agent" | "member";
    owner_id: string;
    name: string;
    created_at: number;
    revoked_at: number | null;
  };
  call: {
    seq: Generated<number>;
    id: string;
    at: number;
    caller_kind: "agent" | "member";
    caller_id: string;
    caller_name: string;
    surface: string;
    connection_id: string | null;
    site_id: string | null;
    tool: string;
    effect: "read" | "write" | "delete";
    targets: string;
    decision: string;
    decision_reason: string;
    input: string;
    outcome: "running" | "pending" | "ok" | "error" | "refused" | "unknown";
    error: string | null;
    duration_ms: number | null;
    dry_run: number | null;
    reason: string | null;
    changes: string | null;
    undo: string | null;
    requests: number | null;
    points: number | null;
    space_ids: string | null;
    result: string | null;
    approval_id: string | null;
    undo_of: string | null;
    /** Place in the chain of finished calls. */
    chain_seq: number | null;
    previous_hash: string | null;
    hash: string | null;
  };
  approval: {
    id: string;
    call_id: string;
    agent_id: string;
    agent_name: string;
    connection_id: string;
    site_id: string;
    surface: string;
    tool: string;
    input: string;
    reason: string | null;
    preview: string;
    base: string;
    status: "pending" | "approved" | "done" | "failed" | "unknown" | "denied" | "expired";
    created_at: number;
    expires_at: number;
    refreshed_at: number | null;
    decided_at: number | null;
    decided_by: string | null;
    comment: string | null;
    edited: number;
    run_call_id: string | null;
    outcome: string | null;
  };
  file: {
    id: string;
    owner_id: string;
    name: string;
    media_type: string;
    size: number;
    bytes: Buffer;
    expires_at: number;
  };
  result_rest: {
    id: string;
    owner_id: string;
    connection_id: string;
    permission_group: string;
    spaces: string;
    path: string;
    rest: string;
    list_cursor: string | null;
    expires_at: number;
  };
  setting: { name: string; value: string };
  job: {
    id: string;
    name: string;
    payload: string;
    singleton_key: string | null;
    state: "waiting" | "running" | "done" | "failed" | "cancelled";
    run_at: number;
    attempts: number;
    /** How often its process ended in the middle since it last reported progress. */
    crashes: number;
    lease_owner: string | null;
    lease_until: number;
    cancel_asked: number;
    progress: string | null;
    error: string | null;
    created_at: number;
    finished_at: number | null;
  };
  schedule: { key: string; name: string; payload: string; every_ms: number; next_at: number };
  source: {
    id: string;
    kind: string;
    name: string;
    location: string;
    settings: string;
    state: string;
    wanted: string;
    created_at: number;
    updated_at: number;
  };
  sync_cursor: { source_id: string; part: string; cursor: string | null; done: number };
  sync_node: { source_id: string; id: string; node: string };
  sync_failure: {
    source_id: string;
    item_id: string;
    title: string | null;
    reason: string;
    at: number;
    attempts: number;
  };
  sync_run: {
    seq: Generated<number>;
    id: string;
    source_id: string;
    trigger: string;
    status: "waiting" | "running" | "succeeded" | "failed" | "cancelled";
    report: string;
    created_at: number;
    started_at: number | null;
    finished_at: number | null;
  };
  meeting: {
    id: string;
    /** The member, or user of an agent's product, whose meeting it is. */
    owner_id: string;
    shared: number;
    external_id: string | null;
    title: string;
    started_at: number;
    content: string;
    created_at: number;
    updated_at: number;
  };
  insight: {
    id: string;
    meeting_id: string;
    position: number;
    kind: "decision" | "next_step" | "task" | "note";
    text: string;
    content: string;
    state: "open" | "proposed" | "dismissed";
    sent: string;
  };
  person: { site_id: string; account_id: string; name: string | null; fetched_at: number };
  mcp_client: { id: string; name: string; redirect_uris: string; created_at: number };
  mcp_grant: {
    id: string;
    client_id: string;
    agent_id: string;
    member_id: string;
    decides_in_client: number;
    resource: string;
    scope: string;
    created_at: number;
    revoked_at: number | null;
  };
  mcp_secret: {
    hash: string;
    kind: "code" | "access" | "refresh";
    grant_id: string;
    redirect_uri: string | null;
    challenge: string | null;
    expires_at: number;
    used_at: number | null;
  };
  invitation: {
    id: string;
    /** Hash of the secret in the link. */
    hash: string;
    email: string;
    role: "admin" | "member" | "viewer";
    /** Of a member who is to choose a new password; null for somebody new. */
    member_id: string | null;
    invited_by: string;
    created_at: number;
    expires_at: number;
  };
  member_session: {
    id: string;
    userId: string;
    expiresAt: string;
    createdAt: string;
    updatedAt: string;
    ipAddress: string | null;
    userAgent: string | null;
    token: string;
  };
  member_verification: { id: string; expiresAt: string };
  member: {
    id: string;
    name: string;
    email: string;
    emailVerified: ColumnType<number, number | boolean, number | boolean>;
    image: string | null;
    role: "admin" | "member" | "viewer";
    createdAt: string;
    updatedAt: string;
  };
};
