import { z } from "zod";
import { toMilliseconds } from "../date-parameter.ts";
import { listPage } from "../list-page.ts";
import { listOf } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";

const name = "confluence_get_audit_logs";

const recordShape = z.object({
  at: z.string(),
  summary: z.string(),
  category: z.string(),
  description: z.string().optional(),
  author: z.string(),
  authorId: z.string().optional(),
  address: z.string().optional(),
  /** What it was done to: type and name. */
  affected: z.string().optional(),
  changes: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })).optional(),
});

type V1Record = {
  creationDate: number;
  summary: string;
  category: string;
  description?: string;
  author?: { displayName?: string; accountId?: string };
  remoteAddress?: string;
  affectedObject?: { name?: string; objectType?: string };
  changedValues?: { name: string; oldValue?: string; newValue?: string }[];
};

export const getAuditLogs = defineTool({
  name,
  title: "Get audit logs",
  description:
    "Reads the site's audit log, newest first: changes of permissions, groups, spaces, settings, with who and when. Only Confluence administrators may. For what agents did through this server, see its own record of calls.",
  group: "Users",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    from: z.string().optional().describe("Only since this date, such as 2026-11-01."),
    to: z.string().optional().describe("Only until this date."),
    search: z.string().min(1).optional().describe("Only records with this text."),
    limit: parameter.limit(1000, 50),
    cursor: parameter.cursor,
  }),
  output: listOf(recordShape),
  endpoints: ["v1.getAuditRecords"],
  targets: () => [{ kind: "site", ref: "audit" }],
  example: { limit: 10 },
  run: ({ from, to, search, limit, cursor }, context) =>
    listPage<V1Record, z.input<typeof recordShape>>(context, {
      tool: name,
      cursor,
      first: () => ({
        key: "v1.getAuditRecords",
        query: {
          startDate: toMilliseconds(from, "from", "start"),
          endDate: toMilliseconds(to, "to", "end"),
          searchString: search,
          limit,
        },
      }),
      item: toRecord,
      what: "the audit log",
    }),
});

function toRecord(record: V1Record): z.input<typeof recordShape> {
  const { description, author, remoteAddress, affectedObject, changedValues = [] } = record;
  const affected = [affectedObject?.objectType, affectedObject?.name].filter(Boolean).join(" ");
  return {
    at: new Date(record.creationDate).toISOString(),
    summary: record.summary,
    category: record.category,
    ...(description && { description }),
    author: author?.displayName ?? "",
    ...(author?.accountId && { authorId: author.accountId }),
    ...(remoteAddress && { address: remoteAddress }),
    ...(affected !== "" && { affected }),
    ...(changedValues.length > 0 && {
      changes: changedValues.map(({ name: field, oldValue = "", newValue = "" }) => ({
        name: field,
        before: oldValue,
        after: newValue,
      })),
    }),
  };
}
