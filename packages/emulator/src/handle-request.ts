import { playFault, takeFault } from "./admin/faults.ts";
import { serveAdmin } from "./admin/serve-admin.ts";
import { authorizationPages } from "./auth/authorize.ts";
import { serveGateway } from "./auth/gateway.ts";
import { tokenEndpoint } from "./auth/token-endpoint.ts";
import { apiOf } from "./http/apis.ts";
import { ClientGone, htmlAnswer, type Incoming, jsonAnswer, type Outgoing } from "./http/exchange.ts";
import { type Face, faceOf } from "./http/face.ts";
import { gatewayAnswer } from "./http/refusal-answer.ts";
import { type Served, serveOperation } from "./http/serve-operation.ts";
import { serveSitePages } from "./site-pages/serve-site-pages.ts";
import { stableUuid } from "./state/stable-hash.ts";
import type { World } from "./world.ts";

const plain = (answer: Outgoing): Served => ({ answer, operationId: null, accountId: null });

/** Answers one request, whichever part of the cloud it is for: faults, then the part, then headers and the journal. */
export async function handleRequest(world: World, request: Incoming): Promise<Outgoing> {
  const face = faceOf(world, request.url);
  if (face.kind === "admin") return serveAdmin(world, request);
  const begun = performance.now();
  const fault = takeFault(world.faults, request, world.clock.now());
  let served: Served | undefined;
  const serve = async () => {
    served = await serveFace(world, face, request, fault?.kind === "ignored-write");
    return served.answer;
  };
  const answer = fault ? await playFault(world, fault, serve) : await serve();
  const milliseconds = performance.now() - begun;
  world.journal.add({
    at: new Date(world.clock.now()).toISOString(),
    method: request.method,
    url: request.url.pathname + request.url.search,
    host: request.url.host,
    part: face.kind,
    operationId: served?.operationId ?? null,
    accountId: served?.accountId ?? null,
    status: answer.status,
    milliseconds,
    fault: fault?.kind ?? null,
  });
  return withHeaders(request, answer, milliseconds);
}

async function serveFace(world: World, face: Face, request: Incoming, ignored: boolean): Promise<Served> {
  try {
    switch (face.kind) {
      case "auth":
        return plain(await serveAuth(world, request));
      case "gateway":
        return await serveGateway(world, request, ignored);
      case "site":
        return await serveSite(world, face, request, ignored);
      default:
        return plain(jsonAnswer(404, { code: 404, message: "There is no such site." }));
    }
  } catch (error) {
    // Nobody reads this answer; the journal shows the status proxies log for it.
    if (error instanceof ClientGone) return plain({ status: 499, headers: {}, body: null });
    // A mistake of the emulator, never of the caller: say so loudly, and answer as a server would.
    console.error(`The emulator failed at ${request.method} ${request.url.pathname}`, error);
    return plain(gatewayAnswer(500, "Internal Server Error"));
  }
}

async function serveAuth(world: World, request: Incoming): Promise<Outgoing> {
  if (request.url.pathname === "/oauth/token") return tokenEndpoint(world, request);
  return (await authorizationPages(world, request)) ?? htmlAnswer(404, "Not found");
}

async function serveSite(
  world: World,
  { running, path }: Face & { kind: "site" },
  request: Incoming,
  ignored: boolean,
): Promise<Served> {
  const api = apiOf(path);
  if (api) return serveOperation({ world, running, door: "site", request, ignored }, api.api, api.path);
  return plain(serveSitePages(world, running, path, request));
}

let requests = 0;

/** The headers every answer of the real hosts carries. */
function withHeaders(request: Incoming, answer: Outgoing, milliseconds: number): Outgoing {
  requests += 1;
  const id = stableUuid(`request:${requests}`);
  const trace = id.replaceAll("-", "");
  return {
    ...answer,
    body: request.method === "HEAD" ? null : answer.body,
    headers: {
      server: "AtlassianEdge",
      "atl-traceid": trace,
      "atl-request-id": id,
      "x-trace-id": trace,
      "x-confluence-request-time": String(Math.round(milliseconds)),
      "x-content-type-options": "nosniff",
      ...answer.headers,
    },
  };
}
