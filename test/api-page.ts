import { type ErrorCode, errorStatus } from "../packages/server/src/base/errors.ts";

type Operation = { summary: string; "x-access"?: string; parameters?: { name: string; in: string }[] };

/** When each code comes, and what to do. */
const meanings: Record<ErrorCode, string> = {
  invalid_input: "an argument, query or body is wrong; the message names which",
  invalid_body: "a page's body is not well formed; `details` says where",
  invalid_cql: "the query cannot be read; the message says at which column",
  ambiguous_reference: "several things fit: `details` lists them, name one",
  unauthenticated: "no key or session, or one that is not good any more",
  forbidden: "the caller's role, or the connected account, may not do this",
  policy_refused: "the agent's policy refuses it; asking again does not help",
  scope_missing: "the connection was not granted a scope: `details.missingScopes`",
  not_found: "it is not there, or not for this caller",
  unknown_tool: "there is no such tool; the hint names the nearest",
  conflict: "the state of things does not allow it; the message says which",
  version_conflict: "the content changed meanwhile: read it again",
  title_taken: "titles are unique in a space: choose another",
  connection_not_ready: "the account is not connected yet: open the connection's `redirectUrl`",
  connection_expired: "Atlassian no longer accepts the grant: reconnect",
  site_required: "choose one of the connection's sites: `details.sites`",
  endpoint_gone: "Atlassian removed the operation; the hint says what to use",
  payload_too_large: "the request or file is too large",
  rate_limited: "too many requests, or wrong passwords: wait `details.retryAfterMs`",
  cancelled: "the caller went away",
  internal: "a fault of the server: its log has the details under the answer's `x-request-id`",
  upstream_error: "Atlassian answered with an error of its own; `atlassian` has its words",
  upstream_unreachable: "Atlassian, or the sign-in provider, could not be reached",
  outcome_unknown: "a write was sent and its answer lost: look before you repeat it",
  timeout: "it took too long",
};

const whoMay: Record<string, string> = { public: "anybody", caller: "any key", member: "members", admin: "admins" };

/** The page docs/api.md: what the routes say of themselves. `document` is the OpenAPI document of a server. */
export function apiPage(document: { paths: Record<string, Record<string, Operation>> }): string {
  const rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation["x-access"] !== undefined)
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const found = new Set(rows.map(({ path }) => headingOf(path)));
  const sections = headings
    .map(([, heading]) => heading)
    .filter((heading) => found.has(heading))
    .map((heading) => [heading, rows.filter(({ path }) => headingOf(path) === heading)] as const);
  const table = (routes: typeof rows) =>
    [
      "| route | | who may |",
      "| --- | --- | --- |",
      ...routes.map(({ method, path, summary, parameters = [], ...rest }) => {
        const query = parameters.filter((one) => one.in === "query").map(({ name }) => `\`${name}\``);
        const takes = query.length === 0 ? "" : ` (${query.join(", ")})`;
        return `| \`${method} ${path}\` | ${summary.replaceAll("|", "\\|")}${takes} | ${whoMay[rest["x-access"] ?? ""]} |`;
      }),
    ].join("\n");
  return `# The REST API

Everything under \`/v1\` takes and gives JSON. This page is made from the routes (\`npm run docs\`); \`GET /v1/openapi.json\` has every field, and [tools.md](tools.md) the arguments of every tool.

## Who asks

Send \`Authorization: Bearer trib_…\` with the key of an [agent](agents.md) or of a member (Settings → API keys). A member's key may do what the member may, and what the member may can change with every request. The dashboard's own pages use a session's cookie instead; pages of other places cannot, and answers are not shared with them (no CORS).

Answers carry \`x-request-id\`, which the server's log knows. Requests have 12 MB at most, files 25 MB, bodies 500 levels of nesting.

## Lists

\`{items, cursor?}\`: pass \`cursor\` back for more. A list without a cursor is whole.

## Calls of tools

\`POST /v1/tools/{name}/execute\` takes \`{arguments, connectionId?, userId?, siteId?, dryRun?, reason?, waitSeconds?}\` and answers \`{data, error, successful, meta}\`, with the status of its error. \`meta\` has the call's id on [the record](permissions.md#the-record), the requests and points it cost, \`approval\` while a person is asked, \`next\` where a long answer was cut.

\`\`\`sh run
curl -s "$TRIBUTARY_URL/v1/tools/confluence_get_page/execute" \\
  -H "Authorization: Bearer $TRIBUTARY_API_KEY" -H "Content-Type: application/json" \\
  -d '{"arguments": {"pageId": "ENG:There is no such page"}}' | grep '"code":"not_found"'
\`\`\`

## Errors

An error has \`code\`, \`message\`, \`status\`, mostly a \`hint\` with what to do next, \`atlassian\` with Atlassian's own status and words where it said any, and \`details\` for programs. The codes are a closed list:

| code | status | when |
| --- | --- | --- |
${Object.entries(errorStatus)
  .map(([code, status]) => `| \`${code}\` | ${status} | ${meanings[code as ErrorCode]} |`)
  .join("\n")}

## What changes

\`GET /v1/live\` is a stream of server-sent events: \`changed\` with \`{"topics": […]}\` says which lists have changed, not how; ask the API for what is new. \`beat\` comes every twenty seconds.

## Routes

*Members* are all who sign in, and programs with their keys; a viewer among them is refused what changes anything but their own account. What a caller may not see is answered like what is not there.

${sections.map(([heading, routes]) => `### ${heading}\n\n${table(routes)}`).join("\n\n")}

Beside these: \`/mcp\` ([agents.md](agents.md#over-mcp)), its OAuth endpoints named by \`/.well-known/oauth-authorization-server\`, and the pages people pass through: \`/oauth/start\`, \`/oauth/callback\` and \`/oauth/site\` when [connecting](connect.md), \`/auth/callback/oidc\` when signing in by [a provider](operate.md#sign-in-by-openid-connect).
`;
}

const headings: [RegExp, string][] = [
  [/^\/v1\/(health|about|settings|rate-budget|live)/, "The server"],
  [/^\/v1\/(me\b|setup|session|members|invitations|join)/, "Members and sign-in"],
  [/^\/v1\/(auth-configs|connections|scope-sets)/, "Connections"],
  [/^\/v1\/(tools|api-call|files)/, "Tools and files"],
  [/^\/v1\/agents/, "Agents"],
  [/^\/v1\/approvals/, "Approvals"],
  [/^\/v1\/calls/, "The record"],
  [/^\/v1\/(sources|sync-runs|search|documents)/, "Sources and search"],
  [/^(\/v1\/(meetings|insights)|\/hooks\/meetings)/, "Meetings"],
];

function headingOf(path: string): string {
  const found = headings.find(([pattern]) => pattern.test(path));
  if (found === undefined) throw new Error(`docs/api.md has no heading for ${path}`);
  return found[1];
}
