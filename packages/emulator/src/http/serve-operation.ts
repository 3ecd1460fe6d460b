import { withoutEffect } from "../admin/without-effect.ts";
import { type Caller, type Door, GatewayRefusal, identifyCaller, NotPermitted } from "../auth/caller.ts";
import { isGone } from "../gone-operations.ts";
import { usesAdminKey } from "../governance/admin-keys.ts";
import type { Traffic } from "../limits/rate-limiter.ts";
import { createAccess } from "../permission/access.ts";
import type { RunningSite, World } from "../world.ts";
import { type Incoming, jsonAnswer, type Outgoing } from "./exchange.ts";
import { siteAddress } from "./face.ts";
import { isObject } from "./json-fields.ts";
import type { Operation, Reply } from "./operation.ts";
import { readParameters } from "./parameters.ts";
import { Refusal } from "./refusal.ts";
import { gatewayAnswer, refusalAnswer } from "./refusal-answer.ts";
import { readBody } from "./request-body.ts";
import type { Route } from "./router.ts";

export type Api = { name: "v1" | "v2"; root: string; route: (method: string, path: string) => Route };

/** What the journal wants to know about a request beside its address. */
export type Served = { answer: Outgoing; operationId: string | null; accountId: string | null };

type Visit = {
  world: World;
  running: RunningSite;
  door: Door;
  request: Incoming;
  /** A fault: the answer is given, and nothing of what was done stays. */
  ignored: boolean;
};

/** Serves one request to an API, `path` being what follows its root: who, which operation, allowed, read, done. */
export async function serveOperation(visit: Visit, api: Api, path: string): Promise<Served> {
  const { world, running, door, request } = visit;
  let caller: Caller | undefined;
  let operation: Operation | undefined;
  let traffic: Traffic | undefined;
  const served = (answer: Outgoing): Served => ({
    answer,
    operationId: operation?.id ?? null,
    accountId: caller?.account.id ?? null,
  });
  try {
    const route = api.route(request.method, path);
    operation = route && "operation" in route ? route.operation : undefined;
    caller = identifyCaller(world, running, door, request.headers.authorization);
    if (!route) throw new Refusal(404, `No endpoint ${request.method} ${api.root}${path}`);
    if (!("operation" in route)) throw new Refusal(405, `Request method '${request.method}' is not supported`);
    const isRemoved = route.operation.legacy && !world.settings.legacyV1;
    if (isRemoved || isGone(running.site, route.operation, door)) {
      // The gateway asks for the scope first, of what is gone as well.
      checkScopes(route.operation, caller);
      throw gone();
    }
    traffic = { caller, cloudId: running.site.cloudId, operation: route.operation };
    const refused = world.limiter.refuse(traffic);
    if (refused) return served(refused);
    checkScopes(route.operation, caller);
    const { reply, answer } = await run(visit, route.operation, route.path, caller);
    return served(counted(answer, world.limiter.charge(traffic, reply)));
  } catch (error) {
    const refusal = refusalOf(api, error);
    return served(traffic ? counted(refusal, world.limiter.charge(traffic, undefined)) : refusal);
  }
}

const counted = (answer: Outgoing, headers: Record<string, string>): Outgoing => ({
  ...answer,
  headers: { ...headers, ...answer.headers },
});

/** The answer to what was thrown; anything but a refusal is thrown on. */
function refusalOf(api: Api, error: unknown): Outgoing {
  if (error instanceof GatewayRefusal) return gatewayAnswer(error.status, error.message, error.code);
  if (error instanceof NotPermitted) return jsonAnswer(403, { message: error.message, statusCode: 403 });
  if (error instanceof Refusal) return refusalAnswer(api.name, error);
  throw error;
}

const gone = () => new Refusal(410, "This deprecated endpoint has been removed.");

function checkScopes({ scopes }: Operation, caller: Caller): void {
  const held = caller.scopes;
  if (held === null || scopes.length === 0) return;
  if (!scopes.some((set) => set.every((scope) => held.has(scope)))) {
    // Body and header as recorded in kovetskiy/mark#917, of an operation that is removed.
    throw new GatewayRefusal(401, "Unauthorized; scope does not match", { code: "FAILURE_CLIENT_SCOPE_CHECK" });
  }
}

async function run(
  visit: Visit,
  operation: Operation,
  path: ReadonlyMap<string, string>,
  caller: Caller,
): Promise<{ reply: Reply; answer: Outgoing }> {
  const { world, running, request, ignored } = visit;
  const query = request.url.searchParams;
  const parameters = readParameters(operation.parameters, (name) => {
    const inPath = path.get(name);
    return inPath === undefined ? query.getAll(name) : [inPath];
  });
  const siteUrl = siteAddress(running.site, request.url);
  const now = world.clock.now();
  const call = {
    world,
    running,
    site: running.site,
    caller,
    account: caller.account,
    access: createAccess(running, caller.account, {
      seesRestricted: usesAdminKey(running.site, caller.account.id, request.headers, now),
    }),
    parameters,
    body: await readBody(operation.body, request),
    request,
    siteUrl,
    now,
  };
  const handle = () => operation.handle(call);
  const reply = await (ignored ? withoutEffect(world, handle) : handle());
  const answer = operation.api === "v2" ? v2Answer(operation, reply, request, siteUrl) : plainAnswer(operation, reply);
  return { reply, answer };
}

function plainAnswer(operation: Operation, reply: Reply): Outgoing {
  const status = reply.status ?? operation.status;
  if (reply.json !== undefined) return jsonAnswer(status, reply.json, reply.headers);
  return { status, headers: { ...reply.headers }, body: reply.bytes ?? null };
}

/**
 * v2 adds the site's base URL to lists and to objects with links of their own, and to lists the way to the next slice, in
 * the body and as `Link`. Objects without links (properties, versions, operations, counts) stay without, as the documents
 * and the schemas of confluence.js 3.2 agree.
 */
function v2Answer(operation: Operation, reply: Reply, request: Incoming, siteUrl: string): Outgoing {
  if (!isObject(reply.json) || reply.unlinked) return plainAnswer(operation, reply);
  const base = `${siteUrl}/wiki`;
  const own = isObject(reply.json._links) ? reply.json._links : undefined;
  const isList = Array.isArray(reply.json.results);
  if (!isList && !own) return plainAnswer(operation, reply);
  const next = reply.next === undefined ? undefined : nextUrl(request, reply.next);
  const links = { ...own, ...(next === undefined ? {} : { next }), base };
  const link = `${next === undefined ? "" : `<${next}>; rel="next", `}<${base}>; rel="base"`;
  return jsonAnswer(
    reply.status ?? operation.status,
    { ...reply.json, _links: links },
    { ...(isList ? { link } : {}), ...reply.headers },
  );
}

/** Host-relative and always below /wiki/api/v2, also through the gateway. */
function nextUrl(request: Incoming, cursor: string): string {
  const query = new URLSearchParams(request.url.search);
  query.set("cursor", cursor);
  const path = request.url.pathname;
  return `/wiki${path.slice(path.indexOf("/api/v2"))}?${query}`;
}
