import { htmlDocument } from "../site-pages/document.ts";
import { html, type Markup } from "../site-pages/html.ts";
import type { Account } from "../state/records.ts";
import type { ScopeGroup } from "./scopes-in-words.ts";

const headings: Record<ScopeGroup["title"], string> = {
  See: "It will be able to see",
  Change: "It will be able to change",
  Other: "It will also be able to",
};

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();

const hidden = (fields: ReadonlyMap<string, string>): Markup[] =>
  [...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

const sandboxNote = html`<p class="note">This is a sandbox. No real account is involved and nothing leaves this machine.</p>`;

export type ConsentView = {
  appName: string;
  /** Where the browser goes afterwards. */
  returnsTo: string;
  account: Account;
  scopes: readonly ScopeGroup[];
  /** The sites to choose from; with one there is no choice to make. */
  sites: readonly { cloudId: string; name: string; url: string }[];
  /** `site` asks for one site, `account` grants all of them. */
  access: "site" | "account";
  fields: ReadonlyMap<string, string>;
  /** Address of this page, to come back to after another account was chosen. */
  here: string;
};

/** The page on which a person lets an app in. A plain form: it works without scripts. */
export function consentPage(view: ConsentView): string {
  const { account, appName } = view;
  return htmlDocument(
    `Allow ${appName}?`,
    html`
<div class="card">
<h1>${appName} wants access to your Confluence</h1>
<div class="person"><span class="badge" aria-hidden="true">${initials(account.displayName)}</span>
<div><strong>${account.displayName}</strong><br><span class="soft">${account.email}</span></div></div>
<p class="soft"><a href="${`/login?continue=${encodeURIComponent(view.here)}`}">Use another account</a></p>
<form method="post" action="/authorize">
${hidden(view.fields)}
<input type="hidden" name="account" value="${account.id}">
${siteChoice(view)}
${view.scopes.map((group) => html`<h2>${headings[group.title]}</h2><ul class="scopes">${group.lines.map((line) => html`<li>${line}</li>`)}</ul>`)}
<div class="actions">
<button class="primary" type="submit" name="decision" value="accept">Accept</button>
<button type="submit" name="decision" value="cancel" formnovalidate>Cancel</button>
</div>
</form>
<p class="soft">You return to <code>${view.returnsTo}</code></p>
</div>
${sandboxNote}`,
  );
}

function siteChoice({ sites, access }: ConsentView): Markup {
  const [only] = sites;
  if (!only) return html`<p>This account has no Confluence site. Use another account.</p>`;
  if (access === "account")
    return html`<h2>On all your sites</h2><ul class="scopes">${sites.map((site) => html`<li>${site.name}</li>`)}</ul>`;
  const kind = "radio";
  return html`<fieldset><legend>${sites.length > 1 ? "Choose the site" : "On this site"}</legend>
${sites.map(
  (
    site,
    at,
  ) => html`<label class="choice"><input type="${kind}" name="site" value="${site.cloudId}" required${at === 0 ? html` checked` : undefined}>
<span>${site.name}<small>${site.url}</small></span></label>`,
)}</fieldset>`;
}

/** The page on which a sandbox "signs in": there are no passwords, one click is enough. */
export function accountPage(people: readonly Account[], here: string): string {
  return htmlDocument(
    "Choose an account",
    html`
<div class="card">
<h1>Who are you today?</h1>
<p class="soft">Every person of the sandbox can sign in without a password.</p>
<form method="post" action="/login">
<input type="hidden" name="continue" value="${here}">
<ul class="people">${people.map(
      (person) => html`<li><button type="submit" name="account" value="${person.id}">
<span class="badge" aria-hidden="true">${initials(person.displayName)}</span>
<span>${person.displayName}<br><span class="soft">${person.email}</span></span></button></li>`,
    )}</ul>
</form>
</div>
${sandboxNote}`,
  );
}

/** The page a browser lands on when the authorization request itself is wrong. */
export function authorizationErrorPage(error: string, description: string): string {
  return htmlDocument(
    "Something went wrong",
    html`
<div class="card">
<h1>This app cannot be authorized</h1>
<p>${description}</p>
<p class="soft">Error: <code>${error}</code></p>
<p class="soft">Check the client id and the callback URL that the app is registered with.</p>
</div>
${sandboxNote}`,
  );
}
