import type { Sealer } from "../base/crypto.ts";
import { type Agents, createAgents } from "./agents.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { type Approvals, createApprovals } from "./approvals.ts";
import { type AuthConfigs, createAuthConfigs } from "./auth-configs.ts";
import { type Calls, createCalls } from "./calls.ts";
import { type Connections, createConnections } from "./connections.ts";
import { createFiles, type Files } from "./files.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { createJobRows, type Jobs } from "./jobs.ts";
import { createMcpGrants, type McpGrants } from "./mcp-grants.ts";
import { createMeetings, type Meetings } from "./meetings.ts";
import { createMembers, type Members } from "./members.ts";
import { createOAuthFlows, type OAuthFlows } from "./oauth-flows.ts";
import { type Db, openDatabase } from "./open-database.ts";
import { createPeople, type People } from "./people.ts";
import { createResultRests, type ResultRests } from "./result-rests.ts";
import { createSettings, type Settings } from "./settings.ts";
import { createSources, type Sources } from "./sources.ts";
import { createSyncMemory, type SyncMemory } from "./sync-memory.ts";
import { createSyncRuns, type SyncRuns } from "./sync-runs.ts";

/** Everything that is stored, one repository for each thing. */
export type Store = {
  authConfigs: AuthConfigs;
  connections: Connections;
  oauthFlows: OAuthFlows;
  agents: Agents;
  apiKeys: ApiKeys;
  calls: Calls;
  approvals: Approvals;
  files: Files;
  resultRests: ResultRests;
  members: Members;
  invitations: Invitations;
  settings: Settings;
  jobs: Jobs;
  sources: Sources;
  syncRuns: SyncRuns;
  syncMemory: SyncMemory;
  people: People;
  mcpGrants: McpGrants;
  meetings: Meetings;
  /** The open database, for the member sign-in library, which keeps its own tables in it. */
  db: Db;
  close(): Promise<void>;
};

export async function openStore(path: string, sealer: Sealer): Promise<Store> {
  const db = await openDatabase(path);
  const calls = createCalls(db);
  return {
    authConfigs: createAuthConfigs(db, sealer),
    connections: createConnections(db, sealer),
    oauthFlows: createOAuthFlows(db),
    agents: createAgents(db),
    apiKeys: createApiKeys(db),
    calls,
    approvals: createApprovals(db),
    files: createFiles(db),
    resultRests: createResultRests(db),
    members: createMembers(db),
    invitations: createInvitations(db),
    settings: createSettings(db),
    jobs: createJobRows(db),
    sources: createSources(db),
    syncRuns: createSyncRuns(db),
    syncMemory: createSyncMemory(db),
    people: createPeople(db),
    mcpGrants: createMcpGrants(db),
    meetings: createMeetings(db),
    db,
    async close() {
      await calls.flush();
      await db.destroy();
    },
  };
}
