import {
  type AffectedObject,
  type AuditFilter,
  type AuditRecord,
  type AuditUnit,
  addAuditRecord,
  auditRecords,
  auditUnits,
  changedValue,
  durationOf,
  longestRetention,
  retentionOf,
  setRetention,
} from "../content/audit.ts";
import {
  booleanField,
  choiceField,
  integerField,
  isObject,
  type JsonObject,
  objectField,
  stringField,
} from "../http/json-fields.ts";
import { type Operation, type OperationCall, type OperationSpec, ok, operation } from "../http/operation.ts";
import { atMost, long, oneOf, text, withDefault } from "../http/parameters.ts";
import { badRequest } from "../http/refusal.ts";
import type { Site } from "../state/site.ts";
import { auditCsv, zipOf } from "./audit-export.ts";
import { paged } from "./paged.ts";
import { requestObject } from "./request-object.ts";
import { requireSiteAdministrator } from "./require-site-administrator.ts";

const read = [["read:audit-log:confluence"]];
const units = Object.keys(auditUnits) as AuditUnit[];

function recordJson(site: Site, record: AuditRecord) {
  const account = record.authorId === null ? undefined : site.accounts.get(record.authorId);
  return {
    author: {
      type: "user",
      displayName: record.authorName,
      operations: null,
      username: null,
      userKey: null,
      ...(account
        ? {
            accountId: account.id,
            accountType: account.accountType,
            publicName: account.publicName,
            externalCollaborator: false,
            isExternalCollaborator: false,
            isGuest: false,
          }
        : {}),
    },
    remoteAddress: record.remoteAddress,
    creationDate: record.at,
    summary: record.summary,
    description: record.description,
    category: record.category,
    sysAdmin: record.sysAdmin,
    superAdmin: false,
    affectedObject: record.affectedObject,
    changedValues: record.changedValues,
    associatedObjects: record.associatedObjects,
  };
}

/** Dates of the audit log are milliseconds since the epoch. */
const period = { startDate: long(), endDate: long(), searchString: text() };
const place = { start: atMost(0, Number.MAX_SAFE_INTEGER), limit: atMost(1000, 1000) };

const filterOf = (given: {
  startDate: number | undefined;
  endDate: number | undefined;
  searchString: string | undefined;
}): AuditFilter => ({
  from: given.startDate,
  to: given.endDate,
  text: given.searchString,
});

const getAuditRecords = operation({
  api: "v1",
  id: "getAuditRecords",
  method: "GET",
  path: "/audit",
  scopes: read,
  parameters: { ...period, ...place },
  handle: (call) => {
    requireSiteAdministrator(call);
    return paged(call, auditRecords(call.site, call.now, filterOf(call.parameters)), call.parameters, (row) =>
      recordJson(call.site, row),
    );
  },
});

const getAuditRecordsForTimePeriod = operation({
  api: "v1",
  id: "getAuditRecordsForTimePeriod",
  method: "GET",
  path: "/audit/since",
  scopes: read,
  parameters: {
    number: withDefault(long(), 3),
    units: withDefault(oneOf(...units), "MONTHS"),
    searchString: text(),
    ...place,
  },
  handle: (call) => {
    requireSiteAdministrator(call);
    const { number, units: unit, searchString } = call.parameters;
    const from = call.now - durationOf({ number, units: unit });
    return paged(call, auditRecords(call.site, call.now, { from, text: searchString }), call.parameters, (row) =>
      recordJson(call.site, row),
    );
  },
});

/** Real sites take nearly everything here, even an empty address. Measured by others: tests of confluence.js. */
const createAuditRecord = operation({
  api: "v1",
  id: "createAuditRecord",
  method: "POST",
  path: "/audit",
  scopes: [["read:audit-log:confluence", "write:audit-log:confluence"]],
  body: "json",
  handle: (call) => {
    requireSiteAdministrator(call);
    const input = requestObject(call.body);
    const remoteAddress = stringField(input, "remoteAddress");
    if (remoteAddress === undefined) throw badRequest("remoteAddress is required");
    const author = objectField(input, "author");
    const record = addAuditRecord(call.site, {
      authorId: author ? null : call.account.id,
      authorName: author ? (stringField(author, "displayName") ?? "") : call.account.displayName,
      remoteAddress,
      at: integerField(input, "creationDate") ?? call.now,
      summary: stringField(input, "summary") ?? "",
      description: stringField(input, "description") ?? "",
      category: stringField(input, "category") ?? "",
      sysAdmin: booleanField(input, "sysAdmin") ?? false,
      affectedObject: objectOf(objectField(input, "affectedObject") ?? {}),
      changedValues: objects(input, "changedValues").map((one) =>
        changedValue(
          stringField(one, "name") ?? "",
          stringField(one, "oldValue") ?? "",
          stringField(one, "newValue") ?? "",
        ),
      ),
      associatedObjects: objects(input, "associatedObjects").map(objectOf),
    });
    return ok(recordJson(call.site, record));
  },
});

const objectOf = (input: JsonObject): AffectedObject => ({
  name: stringField(input, "name") ?? "",
  objectType: stringField(input, "objectType") ?? "",
});

function objects(input: JsonObject, name: string): JsonObject[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject))
    throw badRequest(`Field '${name}' in the request body must be a list of objects.`);
  return value;
}

const exportAuditRecords = operation({
  api: "v1",
  id: "exportAuditRecords",
  method: "GET",
  path: "/audit/export",
  scopes: read,
  parameters: { ...period, format: withDefault(oneOf("csv", "zip"), "csv") },
  handle: (call) => {
    requireSiteAdministrator(call);
    const { site, now, parameters } = call;
    const csv = Buffer.from(auditCsv(auditRecords(site, now, filterOf(parameters))));
    const name = `auditlog-${new Date(now).toISOString().slice(0, 10)}`;
    return parameters.format === "zip"
      ? file(zipOf(`${name}.csv`, csv, now), "application/zip", `${name}.zip`)
      : file(csv, "text/csv", `${name}.csv`);
  },
});

const file = (bytes: Uint8Array, type: string, name: string) => ({
  bytes,
  headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
});

const retention = (
  spec: Pick<OperationSpec<Record<string, never>>, "id" | "method" | "body" | "scopes">,
  before: (call: OperationCall) => void,
) =>
  operation({
    api: "v1",
    path: "/audit/retention",
    ...spec,
    handle: (call) => {
      requireSiteAdministrator(call);
      before(call);
      return ok(retentionOf(call.site));
    },
  });

const getRetentionPeriod = retention({ id: "getRetentionPeriod", method: "GET", scopes: read }, () => undefined);

const setRetentionPeriod = retention(
  { id: "setRetentionPeriod", method: "PUT", body: "json", scopes: [["write:audit-log:confluence"]] },
  (call) => {
    const input = requestObject(call.body);
    const number = integerField(input, "number");
    const unit = choiceField(input, "units", ...units, "MILLENNIA", "ERAS", "FOREVER");
    if (number === undefined || number <= 0) throw badRequest("The number of a retention period must be positive.");
    if (unit === undefined) throw badRequest("The units of a retention period are required.");
    const chosen = unit in auditUnits ? { number, units: unit as AuditUnit } : undefined;
    if (!chosen || durationOf(chosen) > durationOf(longestRetention))
      throw badRequest("The retention period can be one year at most.");
    setRetention(call.site, chosen);
  },
);

export const auditOperations: readonly Operation[] = [
  getAuditRecords,
  createAuditRecord,
  exportAuditRecords,
  getRetentionPeriod,
  setRetentionPeriod,
  getAuditRecordsForTimePeriod,
];
