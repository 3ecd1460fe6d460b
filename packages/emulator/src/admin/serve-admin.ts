import { readFeatures } from "../features.ts";
import { type Incoming, jsonAnswer, type Outgoing } from "../http/exchange.ts";
import { isObject, type JsonObject } from "../http/json-fields.ts";
import { percentDecoded } from "../http/percent.ts";
import { readLimits } from "../limits/limits.ts";
import type { World } from "../world.ts";
import {
  type Admin,
  createAdmin,
  type NewClient,
  type NewFault,
  type NewGrant,
  type TokenChoice,
} from "./create-admin.ts";
import { faultKinds, faultReasons } from "./faults.ts";
import type { Snapshot } from "./snapshots.ts";

type Route = (admin: Admin, body: JsonObject, rest: string, world: World) => unknown;

const snapshots = new WeakMap<World, Map<string, Snapshot>>();

function kept(world: World): Map<string, Snapshot> {
  const known = snapshots.get(world) ?? new Map<string, Snapshot>();
  snapshots.set(world, known);
  return known;
}

class BadAdminRequest extends Error {}

function text(body: JsonObject, name: string): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") throw new BadAdminRequest(`The body needs a "${name}".`);
  return value;
}

function amount(body: JsonObject, name: string): number {
  const value = body[name];
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0)
    throw new BadAdminRequest(`The body needs a number "${name}" of 0 or more.`);
  return value;
}

function date(body: JsonObject, name: string): number {
  const at = Date.parse(text(body, name));
  if (Number.isNaN(at)) throw new BadAdminRequest(`The "${name}" in the body must be a date, as 2026-11-20T10:00:00Z.`);
  return at;
}

const isText = (value: unknown) => typeof value === "string";
const isAmount = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0;
const orNull = (accept: (value: unknown) => boolean) => (value: unknown) => value === null || accept(value);
const isOneOf = (names: readonly string[]) => (value: unknown) => names.some((name) => name === value);

const faultFields: Readonly<Record<keyof NewFault, (value: unknown) => boolean>> = {
  kind: isOneOf(faultKinds),
  method: orNull(isText),
  match: orNull(isText),
  remaining: orNull((value) => isAmount(value) && Number.isInteger(value) && value !== 0),
  forMs: isAmount,
  skip: isAmount,
  status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  latencyMs: isAmount,
  retryAfter: orNull(isAmount),
  body: orNull(isText),
  reason: isOneOf(faultReasons),
};

function checkedFault(body: JsonObject): NewFault {
  if (!faultFields.kind(body.kind)) throw new BadAdminRequest(`The kinds of faults are ${faultKinds.join(", ")}.`);
  for (const [name, value] of Object.entries(body)) {
    const accept = Object.hasOwn(faultFields, name) ? faultFields[name as keyof NewFault] : undefined;
    if (!accept) throw new BadAdminRequest(`A fault has no "${name}"; it has ${Object.keys(faultFields).join(", ")}.`);
    if (!accept(value)) throw new BadAdminRequest(`The "${name}" of a fault can not be ${JSON.stringify(value)}.`);
  }
  // Each member was checked above.
  return body as unknown as NewFault;
}

/** The app and the person whose tokens are meant; neither means all. */
function tokenChoice(body: JsonObject): TokenChoice {
  return {
    ...(body.clientId === undefined ? {} : { clientId: text(body, "clientId") }),
    ...(body.account === undefined ? {} : { account: text(body, "account") }),
  };
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
  "POST /expire-access-tokens": (admin, body) => ({ expired: admin.expireAccessTokens(tokenChoice(body)) }),
  "POST /expire-refresh-tokens": (admin, body) => ({ expired: admin.expireRefreshTokens(tokenChoice(body)) }),
  "POST /rotate-out-refresh-tokens": (admin, body) => ({ rotated: admin.rotateOutRefreshTokens(tokenChoice(body)) }),
  "POST /revoke-tokens": (admin, body) => ({ revoked: admin.revokeTokens(tokenChoice(body)) }),
  "POST /expire-api-tokens": (admin, body) => ({ expired: admin.expireApiTokens(tokenChoice(body)) }),
  "POST /revoke-api-tokens": (admin, body) => ({ revoked: admin.revokeApiTokens(tokenChoice(body)) }),
  "GET /limits": (admin) => ({ limits: admin.limits(), used: admin.pointsUsed() }),
  "POST /limits": (admin, body) => ({ limits: admin.setLimits(readLimits(body)) }),
  "DELETE /limits": (admin) => admin.clearLimits(),
  "POST /save": (admin) => admin.save(),
  "POST /accounts": (admin, body) => admin.setActive(text(body, "account"), body.active !== false),
  "GET /faults": (_admin, _body, _rest, world) => ({ faults: [...world.faults.values()] }),
  "POST /faults": (admin, body) => admin.addFault(checkedFault(body)),
  "DELETE /faults": (admin, _body, rest) => (rest === "" ? admin.clearFaults() : admin.removeFault(rest)),
  "GET /clock": (admin) => ({ now: new Date(admin.clock.now()).toISOString() }),
  "POST /clock": (admin, body) => {
    if (body.set !== undefined) admin.clock.set(date(body, "set"));
    if (body.advanceMs !== undefined) admin.clock.advance(amount(body, "advanceMs"));
    if (body.frozen === true) admin.clock.freeze();
    if (body.frozen === false) admin.clock.resume();
    return { now: new Date(admin.clock.now()).toISOString() };
  },
  "POST /index-lag": (admin, body) => admin.setIndexLag(amount(body, "milliseconds")),
  "POST /task-duration": (admin, body) => admin.setTaskDuration(amount(body, "milliseconds")),
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
    const result = await route(createAdmin(world), await readObject(request), percentDecoded(rest) ?? rest, world);
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
