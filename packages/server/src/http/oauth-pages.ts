import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Clock } from "../base/clock.ts";
import { TributaryError } from "../base/errors.ts";
import type { CallbackResult, Connections } from "../connections/connections.ts";
import type { Connection } from "../store/connections.ts";
import type { Store } from "../store/store.ts";
import { limitBody } from "./limit-body.ts";
import { refuseOtherPages } from "./own-address.ts";
import { escapeHtml, pageCss, renderPage } from "./page.ts";

const flowCookie = "tributary_flow";
const pickCookie = "tributary_pick";

/**
 * The pages a person's browser passes through when connecting an account: the link that binds the browser, the return
 * from Atlassian, and the choice of a site. They hold no API key: what a browser may do here is proven by its cookie.
 */
export function oauthPages(connections: Connections, store: Store, clock: Clock, publicUrl: () => string): Hono {
  const app = new Hono();
  const cookie = () =>
    ({
      httpOnly: true,
      sameSite: "Lax",
      path: "/oauth",
      maxAge: 600,
      secure: publicUrl().startsWith("https:"),
    }) as const;

  app.get("/oauth/page.css", (c) =>
    c.body(pageCss, 200, { "content-type": "text/css", "cache-control": "max-age=3600" }),
  );
  app.get("/oauth/page.js", (c) =>
    c.body(pageScript, 200, { "content-type": "text/javascript", "cache-control": "max-age=3600" }),
  );

  app.get("/oauth/start/:token", async (c) => {
    const started = await connections.start(c.req.param("token"));
    if (started === undefined) {
      return c.html(
        failed(
          "This link is not good any more.",
          "It works once and for ten minutes. Start again from the page you came from.",
        ),
        410,
      );
    }
    setCookie(c, flowCookie, started.browser, cookie());
    return c.redirect(started.consentUrl, 302);
  });

  app.get("/oauth/callback", async (c) => {
    const query = c.req.query();
    const result = await connections.callback(
      {
        ...(query.code !== undefined && { code: query.code }),
        ...(query.state !== undefined && { state: query.state }),
        ...(query.error !== undefined && { error: query.error }),
        ...(query.error_description !== undefined && { errorDescription: query.error_description }),
      },
      getCookie(c, flowCookie) ?? "",
    );
    if (result.kind === "choose_site") {
      const pick = await store.oauthFlows.openPick(result.connection.id, result.returnUrl, clock.now());
      setCookie(c, pickCookie, pick, cookie());
      return c.html(chooseSite(result.connection));
    }
    return c.html(render(result), result.kind === "failed" ? 400 : 200);
  });

  app.post(
    "/oauth/site",
    limitBody(() => 64 * 1024),
    async (c) => {
      refuseOtherPages(c, publicUrl());
      const form = new URLSearchParams(await c.req.text());
      const flow = await store.oauthFlows.pick(getCookie(c, pickCookie) ?? "", clock.now());
      if (flow === undefined)
        return c.html(failed("This choice took too long.", "Choose the site in the dashboard, or connect again."), 410);
      try {
        const connection = await connections.chooseSite(flow.connectionId, form.get("siteId") ?? "");
        return c.html(render({ kind: "connected", connection, returnUrl: flow.returnUrl }));
      } catch (error) {
        if (!(error instanceof TributaryError)) throw error;
        return c.html(failed(error.message, error.hint ?? ""), 400);
      }
    },
  );

  return app;
}

function render(result: CallbackResult): string {
  const id = "connection" in result ? result.connection.id : (result.connectionId ?? "");
  const back =
    result.returnUrl === null
      ? ""
      : `<a class="button" href="${escapeHtml(withResult(result.returnUrl, id, result.kind))}">Go on</a>`;
  const note = `<div id="result" data-connection="${escapeHtml(id)}" data-status="${result.kind}"></div>`;
  if (result.kind === "connected" || result.kind === "choose_site") {
    const site = result.connection.sites.find((s) => s.id === result.connection.siteId);
    return renderPage({
      title: "Connected",
      tone: "good",
      heading: `Connected to ${site?.name ?? "Confluence"}`,
      text: `${site?.url ?? ""} You can close this window.`,
      main: note + back,
      script: "/oauth/page.js",
    });
  }
  return renderPage({
    title: result.kind === "declined" ? "Declined" : "Not connected",
    tone: result.kind === "declined" ? "neutral" : "bad",
    heading: result.message,
    text: result.hint,
    main: note + back,
    script: "/oauth/page.js",
  });
}

function failed(heading: string, text: string): string {
  return renderPage({ title: "Not connected", tone: "bad", heading, text });
}

function chooseSite(connection: Connection): string {
  const options = connection.sites
    .map(
      ({ id, name, url }, i) =>
        `<label><input type="radio" name="siteId" value="${escapeHtml(id)}" required${i === 0 ? " checked" : ""}><span>${escapeHtml(name)}<small>${escapeHtml(url)}</small><small>${escapeHtml(id)}</small></span></label>`,
    )
    .join("");
  return renderPage({
    title: "Choose a site",
    tone: "neutral",
    heading: "Which site shall calls go to?",
    text: "You granted access to several. The choice can be changed later.",
    main: `<div id="result" data-connection="${escapeHtml(connection.id)}" data-status="choose_site"></div><form method="post" action="/oauth/site"><fieldset><legend>Sites</legend>${options}</fieldset><button>Use this site</button></form>`,
    script: "/oauth/page.js",
  });
}

function withResult(returnUrl: string, id: string, status: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("connectionId", id);
  url.searchParams.set("status", status);
  return url.href;
}

/** Tells the dashboard that opened this window, if it did, and closes the window when all is done. */
const pageScript = `const { connection, status } = document.getElementById("result").dataset;
if (window.opener) {
  window.opener.postMessage({ type: "tributary:connection", id: connection, status }, location.origin);
  if (status === "connected") setTimeout(() => window.close(), 900);
}
`;
