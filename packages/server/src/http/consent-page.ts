import { permissionGroups } from "../base/permissions.ts";
import type { AuthorizationRequest, Consent } from "../mcp/authorization.ts";
import { type Policy, type ProfileName, policySchema, profiles } from "../policy/policy.ts";
import type { Connection } from "../store/connections.ts";
import { escapeHtml, renderPage } from "./page.ts";

const profileWords: Record<ProfileName, { name: string; what: string }> = {
  "read-only": { name: "Read only", what: "Finds and reads; changes nothing." },
  "documentation-manager": { name: "Documentation manager", what: "Also writes pages, comments, labels and files." },
  "full-access": { name: "Full access", what: "Also deletes pages and files, and manages spaces." },
};

type Shown = {
  request: AuthorizationRequest;
  query: string;
  member: string;
  connections: readonly Connection[];
  problem?: string;
};

/** Who asks for what, and the choice of what it gets. What is chosen is a policy, shown group by group. */
export function consentPage({ request, query, member, connections, problem }: Shown): string {
  const { client, redirectUri, scopes } = request;
  const wantsWrites = scopes.some((scope) => scope !== "confluence:read");
  const first: ProfileName = wantsWrites ? "documentation-manager" : "read-only";
  const choices = (Object.keys(profileWords) as ProfileName[]).map((name) =>
    option("radio", "profile", name, name === first, profileWords[name].name, [
      profileWords[name].what,
      ...inWords(profiles[name]),
    ]),
  );
  const accounts = connections.map(({ id, name, account, sites, siteId }) =>
    option("checkbox", "connectionId", id, connections.length === 1, name, [
      `${account?.name ?? "No account yet"} · ${sites.find((site) => site.id === siteId)?.name ?? "no site chosen"}`,
    ]),
  );
  const main = [
    problem === undefined ? "" : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`,
    `<form method="post" action="/oauth/authorize"><input type="hidden" name="request" value="${escapeHtml(query)}">`,
    fieldset("What it may do", choices),
    fieldset("Through which accounts", accounts.length > 0 ? accounts : ["<p>No account is connected yet.</p>"]),
    fieldset("Where", [
      `<label class="text"><span>Only these spaces<small>Keys with commas between; empty: all but personal ones</small></span><input name="spaces" autocomplete="off" maxlength="2000"></label>`,
    ]),
    fieldset("How you stay in control", [
      option("checkbox", "requireApproval", "on", true, "Ask before each write", [
        "A person sees what would change first.",
      ]),
      option("checkbox", "decidesInClient", "on", false, "I decide in this client", [
        "Leave it off for a client that works alone: it could answer in your place. Off: decisions are taken in the dashboard.",
      ]),
    ]),
    `<button name="decision" value="allow">Allow</button> <button name="decision" value="deny" class="quiet">Deny</button></form>`,
  ].join("");
  return renderPage({
    title: "Connect a client",
    tone: "neutral",
    heading: `${client.name} wants to work with Confluence`,
    text: `You are ${member}. It will be sent back to ${new URL(redirectUri).host || redirectUri}, and calls itself ${client.id}. It gets a token of this server's own, never one of Atlassian's; you can change or remove the agent it becomes at any time.`,
    main,
  });
}

/** What was chosen on the page; a sentence when it cannot be. */
export function readConsent(form: URLSearchParams, connections: readonly Connection[]): Consent | string {
  const profile = form.get("profile") as ProfileName;
  if (!Object.hasOwn(profiles, profile)) return "Choose what it may do.";
  const connectionIds = form.getAll("connectionId");
  if (connectionIds.some((id) => !connections.some((connection) => connection.id === id)))
    return "One of these accounts is not connected any more.";
  const only = (form.get("spaces") ?? "").split(/[\s,]+/).filter((key) => key !== "");
  const chosen: Policy = profiles[profile];
  const requireApproval = form.get("requireApproval") !== null;
  const groups = Object.fromEntries(
    Object.entries(chosen.groups).map(([group, rule]) => [
      group,
      rule.level === "write" ? { ...rule, requireApproval } : rule,
    ]),
  );
  const policy = policySchema.safeParse({ ...chosen, groups, ...(only.length > 0 && { spaces: { only } }) });
  if (!policy.success) return "These spaces cannot be: use keys with commas between.";
  return { policy: policy.data, connectionIds, decidesInClient: form.get("decidesInClient") !== null };
}

/** A policy as lines to read. */
const inWords = ({ groups }: Policy): string[] => [
  permissionGroups
    .map((group) => {
      const rule = groups[group];
      const level = rule === undefined ? "disabled" : rule.level;
      return `${group}: ${rule?.allowDelete ? `${level} and delete` : level}`;
    })
    .join(" · "),
];

type SignInShown = { request: string; oidcName?: string | undefined; problem?: string };

export function signInPage({ request, oidcName, problem }: SignInShown): string {
  const back = encodeURIComponent(`/oauth/authorize?${request}`);
  const other =
    oidcName === undefined
      ? ""
      : ` <a class="button quiet" href="/v1/session/oidc?next=${back}">With ${escapeHtml(oidcName)}</a>`;
  return renderPage({
    title: "Sign in",
    tone: problem === undefined ? "neutral" : "bad",
    heading: "Sign in to connect a client",
    text: problem ?? "An MCP client wants to connect to this server. An admin decides what it may do.",
    main: `<form method="post" action="/oauth/authorize/sign-in"><input type="hidden" name="request" value="${escapeHtml(request)}">
<label class="text"><span>E-mail</span><input name="email" type="email" autocomplete="username" required></label>
<label class="text"><span>Password</span><input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>${other}</form>`,
  });
}

export const problemPage = (heading: string, text: string): string =>
  renderPage({ title: "Not connected", tone: "bad", heading, text });

const fieldset = (legend: string, fields: readonly string[]) =>
  `<fieldset><legend>${legend}</legend>${fields.join("")}</fieldset>`;

function option(
  type: "radio" | "checkbox",
  name: string,
  value: string,
  checked: boolean,
  label: string,
  notes: readonly string[],
): string {
  const small = notes.map((note) => `<small>${escapeHtml(note)}</small>`).join("");
  return `<label><input type="${type}" name="${name}" value="${escapeHtml(value)}"${checked ? " checked" : ""}><span>${escapeHtml(label)}${small}</span></label>`;
}
