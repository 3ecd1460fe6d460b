import { type AdminKey, activeAdminKey, adminKeysTable, mayHaveAdminKey } from "../governance/admin-keys.ts";
import { integerField, isObject } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { readBody } from "../http/request-body.ts";
import { isoDate } from "./json.ts";

const defaultMinutes = 10;

/** For all but administrators of Premium and Enterprise sites these operations do not exist. */
function allowed({ site, account }: OperationCall): void {
  if (!mayHaveAdminKey(site, account.id)) throw notFound();
}

const adminKeyJson = ({ id, expiresAt }: AdminKey) => ({ accountId: id, expirationTime: isoDate(expiresAt) });

/** The body may be left out, which no other write with a JSON body allows. */
async function minutesIn({ request }: OperationCall): Promise<number> {
  const bytes = await request.body();
  if (bytes.byteLength === 0) return defaultMinutes;
  const input = await readBody("json", { ...request, body: async () => bytes });
  if (!isObject(input)) throw badRequest("The request body must be a JSON object.");
  const minutes = integerField(input, "durationInMinutes") ?? 0;
  if (minutes < 0 || minutes > 2147483647) throw badRequest("Field 'durationInMinutes' is out of range.");
  return minutes === 0 ? defaultMinutes : minutes;
}

export const adminKeyOperations: readonly Operation[] = [
  operation({
    api: "v2",
    id: "getAdminKey",
    method: "GET",
    path: "/admin-key",
    scopes: [],
    handle: (call) => {
      allowed(call);
      const key = activeAdminKey(call.site, call.account.id, call.now);
      if (!key) throw notFound("There is no admin key.");
      return ok(adminKeyJson(key));
    },
  }),
  operation({
    api: "v2",
    id: "enableAdminKey",
    method: "POST",
    path: "/admin-key",
    scopes: [],
    body: "raw",
    handle: async (call) => {
      allowed(call);
      const expiresAt = call.now + (await minutesIn(call)) * 60_000;
      const key: AdminKey = { id: call.account.id, expiresAt };
      adminKeysTable(call.site).put(key);
      return ok(adminKeyJson(key));
    },
  }),
  operation({
    api: "v2",
    id: "disableAdminKey",
    method: "DELETE",
    path: "/admin-key",
    scopes: [],
    handle: (call) => {
      allowed(call);
      adminKeysTable(call.site).delete(call.account.id);
      return noBody();
    },
  }),
];
