import { signedIn } from "../auth/authorize.ts";
import { bodyContext } from "../bodies/body-context.ts";
import { renderBody } from "../bodies/render-body.ts";
import { attachmentNamed } from "../content/attachments.ts";
import { idOfTiny, spaceLink, webLink } from "../content/links.ts";
import { ancestorsOf, childrenOf } from "../content/tree.ts";
import { recordView } from "../content/views.ts";
import { htmlAnswer, type Incoming, jsonAnswer, type Outgoing, redirectAnswer } from "../http/exchange.ts";
import { siteAddress } from "../http/face.ts";
import { percentDecoded } from "../http/percent.ts";
import { type Access, createAccess } from "../permission/access.ts";
import type { Account, Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { RunningSite, World } from "../world.ts";
import { htmlDocument } from "./document.ts";
import { html, type Markup, raw } from "./html.ts";
import { fileAnswer, serveMedia } from "./media.ts";

type Visit = { world: World; running: RunningSite; access: Access; base: string };

/**
 * What a browser sees of a site: spaces and pages as plain readable HTML, tiny links, files, and the tenant's identity.
 * There is no editor. The reader is whoever signed in on the consent pages; a fresh browser is the first person.
 */
export function serveSitePages(world: World, running: RunningSite, path: string, request: Incoming): Outgoing {
  const { site } = running;
  if (path === "/_edge/tenant_info") return jsonAnswer(200, { cloudId: site.cloudId });
  const base = `${siteAddress(site, request.url)}/wiki`;
  if (path === "/" || path === "") return redirectAnswer(base);
  const someone = signedIn(world, request);
  if (!someone)
    return redirectAnswer(`/login?continue=${encodeURIComponent(request.url.pathname + request.url.search)}`);
  const reader = site.accounts.get(someone.id);
  if (!reader?.active) return notAMember(site, someone);
  const visit: Visit = { world, running, access: createAccess(running, reader), base };
  const segments = path
    .replace(/^\/wiki\/?/, "/")
    .split("/")
    .map(percentDecoded);
  // The real front answers so before any product is asked.
  if (segments.includes(undefined)) return htmlAnswer(400, "<h1>400 Bad Request</h1>");
  const [, first = "", second = "", owner = "", fileName] = segments;
  if (first === "download" && second === "attachments" && fileName !== undefined && segments.length === 5)
    return download(visit, owner, fileName, request.url.searchParams);
  const inside = segments.join("/");
  const tiny = /^\/x\/([^/]+)$/.exec(inside)?.[1];
  if (tiny !== undefined) return tinyLink(visit, tiny);
  const content =
    /^\/spaces\/[^/]+\/(?:pages|blog|folder|whiteboard|database|embed)\/(?:\d{4}\/\d{2}\/\d{2}\/)?(\d+)/.exec(
      inside,
    )?.[1];
  if (content !== undefined) return contentPage(visit, Number(content));
  const draft = request.url.searchParams.get("draftId") ?? request.url.searchParams.get("pageId");
  if (inside.startsWith("/pages/") && draft !== null) return contentPage(visit, Number(draft));
  const space = /^\/spaces\/([^/]+)(?:\/overview)?$/.exec(inside)?.[1];
  if (space !== undefined) return spacePage(visit, space);
  if (inside === "/" || inside === "/home" || inside === "/spaces") return siteHome(visit);
  return missing();
}

function notAMember(site: Site, { displayName }: Account): Outgoing {
  return htmlAnswer(
    403,
    htmlDocument(
      "No access",
      html`<div class="card"><h1>${displayName} is not a member of ${site.name}</h1><p><a href="/logout">Use another account</a></p></div>`,
    ),
  );
}

function missing(): Outgoing {
  return htmlAnswer(
    404,
    htmlDocument(
      "Not found",
      html`<div class="card"><h1>There is nothing here</h1><p>The page does not exist, or you may not see it.</p></div>`,
    ),
  );
}

function tinyLink({ running, access, base }: Visit, tiny: string): Outgoing {
  const content = running.site.content.get(idOfTiny(tiny) ?? -1);
  return access.viewContent(content) ? redirectAnswer(`${base}${webLink(running.site, content)}`) : missing();
}

const list = (items: readonly Markup[]): Markup | undefined =>
  items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : undefined;

function siteHome({ running, access, base }: Visit): Outgoing {
  const spaces = running.site.lists.spaces.name.in("all").filter((space) => access.viewSpace(space));
  const links = spaces.map(
    (space) =>
      html`<a href="${base}${spaceLink(space)}">${space.name}</a> <span class="soft">${space.description}</span>`,
  );
  return htmlAnswer(
    200,
    htmlDocument(
      running.site.name,
      html`<div class="card"><h1>Spaces of ${running.site.name}</h1>${list(links)}
<p class="soft">You are ${access.account.displayName}. <a href="/logout">Sign out</a></p></div>`,
      "wide",
    ),
  );
}

function spacePage(visit: Visit, key: string): Outgoing {
  const space = visit.running.site.lists.spaceByKey.in(key.toLowerCase())[0];
  if (!visit.access.viewSpace(space)) return missing();
  return space.homepageId === null ? siteHome(visit) : contentPage(visit, space.homepageId);
}

function contentPage({ world, running, access, base }: Visit, id: number): Outgoing {
  const { site } = running;
  const content = site.content.get(id);
  const space = content && site.spaces.get(content.spaceId);
  if (!access.viewContent(content) || !space) return missing();
  recordView(site, content, { by: access.account.id, at: world.clock.now() });
  const link = (one: Content) => html`<a href="${base}${webLink(site, one)}">${one.title}</a>`;
  const author = site.accounts.get(content.version.authorId)?.displayName ?? "somebody";
  const children = childrenOf(site, content.id).filter((child) => access.viewContent(child));
  return htmlAnswer(
    200,
    htmlDocument(
      `${content.title} - ${space.name}`,
      html`
${crumbs(space, base, ancestorsOf(site, content).map(link))}
<div class="card">
<h1>${content.title}</h1>
<p class="soft">Version ${content.version.number}, by ${author}, ${new Date(content.version.createdAt).toISOString().slice(0, 10)}${content.status === "current" ? undefined : html` (${content.status})`}</p>
<article>${raw(withoutScripts(renderBody(content.body, "view", bodyContext(site, content))))}</article>
${children.length > 0 ? html`<h2>Below this page</h2>${list(children.map(link))}` : undefined}
</div>`,
      "wide",
    ),
  );
}

const crumbs = (
  space: Space,
  base: string,
  ancestors: readonly Markup[],
): Markup => html`<nav class="crumbs" aria-label="Where this page is"><ol>
<li><a href="${base}">Spaces</a></li><li><a href="${base}${spaceLink(space)}">${space.name}</a></li>${ancestors.map((one) => html`<li>${one}</li>`)}
</ol></nav>`;

/** Bodies are whatever a client wrote; a browser must not run them. */
const withoutScripts = (body: string): string =>
  body
    .replace(/<(script|style|iframe|object|embed)\b[\s\S]*?(?:<\/\1>|$)/gi, "")
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/(href|src)\s*=\s*"\s*javascript:[^"]*"/gi, '$1="#"');

/**
 * A file by the id of what it hangs on and its name, in the version asked for. An address the API redirected to carries
 * its own right; once that has run out it counts for nothing, whoever asks.
 */
function download(
  { world, running, access }: Visit,
  owner: string,
  fileName: string,
  query: URLSearchParams,
): Outgoing {
  const { site } = running;
  const token = query.get("token");
  if (token !== null) return serveMedia(site, token, world.clock.now()) ?? missing();
  const attachment = attachmentNamed(site, Number(owner), fileName);
  if (!access.viewContent(attachment)) return missing();
  const version = Number(query.get("version") ?? attachment.version.number);
  return fileAnswer(site, attachment, version) ?? missing();
}
