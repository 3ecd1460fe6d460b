import { readFeatures } from "../features.ts";
import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { isObject, type JsonObject } from "../http/json-fields.ts";
import { percentDecoded } from "../http/percent.ts";
import type { World } from "../world.ts";
import { type Admin, createAdmin, type NewClient, type NewFault, type NewGrant } from "./create-admin.ts";
import type { FaultKind } from "./faults.ts";
import type { Snapshot } from "./snapshots.ts";

type Route = (admin: Admin, body: JsonObject, rest: string, world: World) => unknown;

const snapshots = new WeakMap<World, Map<string, Snapshot>>();

function kept(world: World): Map<string, Snapshot> {
  const known = snapshots.get(world) ?? new Map<string, Snapshot>();
  snapshots.set(world, known);
  return known;
}

const faultKinds = new Set<string>([
  "status",
  "latency",
  "drop-before",
  "drop-after",
  "truncate",
  "rate-limit",
] satisfies FaultKind[]);

class BadAdminRequest extends Error {}

function text(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") throw new BadAdminRequest(`The body needs a "${name}".`);
  return value;
}

function checkedFault(body: JsonObject): NewFault {
  if (!faultKinds.has(text(body, "kind")))
    throw new BadAdminRequest(`The kinds of faults are ${[...faultKinds].join(", ")}.`);
  for (const name of ["remaining", "skip", "status", "latencyMs", "retryAfter"]) {
    const value = body[name];
    if (value !== undefined && value !== null && !(typeof value === "number" && value >= 0))
      throw new BadAdminRequest(`"${name}" must be a number.`);
  }
  if (typeof body.match === "string") new RegExp(body.match);
  return body as NewFault;
}

/** What `/_emulator` offers; see docs/emulator.md. */
const routes: Record<string, Route> = {
  "GET /": (admin, _body, _rest, world) => ({
    sites: world.sites.map(({ site }) => ({
      name: site.name,
      cloudId: site.cloudId,
      path: site.prefix || "/",
      pages: site.content.size,
    })),
    accounts: admin.accounts().map(({ id, displayName, email, active }) => ({ id, displayName, email, active })),
    now: new Date(world.clock.now()).toISOString(),
    faults: [...world.faults.values()],
    snapshots: [...kept(world).keys()],
  }),
  "GET /clients": (_admin, _body, _rest, world) => ({ clients: [...world.identity.clients.values()] }),
  "POST /clients": (admin, body) => admin.registerClient({ ...body, name: text(body, "name") } as NewClient),
  "POST /grants": (admin, body) =>
    admin.grant({
      ...body,
      clientId: text(body, "clientId"),
      account: text(body, "account"),
      scopes: Array.isArray(body.scopes) ? body.scopes.map(String) : text(body, "scopes").split(/\s+/),
    } as NewGrant),
  "POST /api-tokens": (admin, body) => admin.createApiToken({ ...body, account: text(body, "account") }),
  "POST /remove-app": (admin, body) => ({ removed: admin.removeApp({ ...body, clientId: text(body, "clientId") }) }),
  "POST /expire-access-tokens": (admin) => ({ expired: admin.expireAccessTokens() }),
  "POST /accounts": (admin, body) => admin.setActive(text(body, "account"), body.active !== false),
  "GET /faults": (_admin, _body, _rest, world) => ({ faults: [...world.faults.values()] }),
  "POST /faults": (admin, body) => admin.addFault(checkedFault(body)),
  "DELETE /faults": (admin, _body, rest) => (rest === "" ? admin.clearFaults() : admin.removeFault(rest)),
  "GET /clock": (admin) => ({ now: new Date(admin.clock.now()).toISOString() }),
  "POST /clock": (admin, body) => {
    if (typeof body.set === "string" && !Number.isNaN(Date.parse(body.set))) admin.clock.set(Date.parse(body.set));
    if (typeof body.advanceMs === "number") admin.clock.advance(body.advanceMs);
    if (body.frozen === true) admin.clock.freeze();
    if (body.frozen === false) admin.clock.resume();
    return { now: new Date(admin.clock.now()).toISOString() };
  },
  "POST /index-lag": (admin, body) => admin.setIndexLag(typeof body.milliseconds === "number" ? body.milliseconds : 0),
  "POST /task-duration": (admin, body) =>
    admin.setTaskDuration(typeof body.milliseconds === "number" ? body.milliseconds : 0),
  "GET /features": (admin, _body, site) => ({ features: admin.features(site || undefined) }),
  "POST /features": (admin, body, site) => ({ features: admin.setFeatures(readFeatures(body), site || undefined) }),
  "POST /snapshots": (admin, body, _rest, world) => {
    const name = typeof body.name === "string" ? body.name : `snapshot-${kept(world).size + 1}`;
    kept(world).set(name, admin.snapshot());
    return { name };
  },
  "POST /restore": (admin, body, _rest, world) => {
    const snapshot = kept(world).get(text(body, "name"));
    if (!snapshot) throw new BadAdminRequest("There is no snapshot of that name.");
    admin.restore(snapshot);
  },
  "GET /journal": (admin) => ({ entries: admin.journal() }),
  "DELETE /journal": (admin) => admin.clearJournal(),
};

/** Serves `/_emulator/…`: JSON in, JSON out, 204 where there is nothing to say. */
export async function serveAdmin(world: World, request: Incoming): Promise<Outgoing> {
  const [, , noun = "", rest = ""] = request.url.pathname.split("/");
  const route = routes[`${request.method} /${noun}`];
  if (!route)
    return jsonAnswer(404, {
      error: `There is no ${request.method} ${request.url.pathname}.`,
      routes: Object.keys(routes),
    });
  try {
    const result = route(createAdmin(world), await readObject(request), percentDecoded(rest) ?? rest, world);
    return result === undefined ? { status: 204, headers: {}, body: null } : jsonAnswer(200, result);
  } catch (error) {
    return jsonAnswer(400, { error: error instanceof Error ? error.message : "The request is not valid." });
  }
}

async function readObject(request: Incoming): Promise<JsonObject> {
  const bytes = await request.body();
  if (bytes.byteLength === 0) return {};
  const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
  if (!isObject(value)) throw new BadAdminRequest("The body must be a JSON object.");
  return value;
}
