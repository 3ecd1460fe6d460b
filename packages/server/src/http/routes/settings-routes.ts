import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import type { Log } from "../../base/log.ts";
import { noteChange } from "../../calls/note-change.ts";
import { readRecordDays, setRecordDays } from "../../calls/record-days.ts";
import type { Store } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { surfaceOf } from "../surface.ts";

const recordDays = z.number().int().min(1).max(36_500).nullable();
const settingsShape = z.object({
  recordDays: recordDays.describe("How many days calls stay on record; null: for ever."),
  setBy: z.enum(["admin", "environment", "default"]).describe("Who said so: an admin here wins over the environment."),
});

/** What admins set of the server as a whole, and what it is. */
export function settingsRoutes(options: {
  store: Store;
  clock: Clock;
  log: Log;
  version: string;
  dataDir: string;
  startedAt: number;
  /** Of the environment. */
  recordDays?: number;
}): Route[] {
  const { store, clock, log, version, dataDir, startedAt } = options;
  const note = noteChange(store, clock, log);
  const read = () => readRecordDays(store, options.recordDays);
  return [
    route({
      method: "GET",
      path: "/v1/settings",
      summary: "Read the server's settings",
      access: "member",
      response: settingsShape,
      handle: read,
    }),
    route({
      method: "PATCH",
      path: "/v1/settings",
      summary: "Set how long calls stay on record; older ones are forgotten within the hour, for good",
      access: "admin",
      body: z.strictObject({ recordDays }),
      response: settingsShape,
      async handle({ body, caller, context }) {
        const before = await read();
        await setRecordDays(store, body.recordDays);
        note(caller, surfaceOf(context), {
          tool: "tributary_update_settings",
          target: { kind: "settings", ref: "record_days" },
          reason: "admins decide how long calls stay on record",
          changes: [{ before: { recordDays: before.recordDays }, after: { recordDays: body.recordDays } }],
        });
        return read();
      },
    }),
    route({
      method: "GET",
      path: "/v1/about",
      summary: "What runs here, and for admins where its data is",
      access: "member",
      response: z.object({
        version: z.string(),
        store: z.literal("sqlite"),
        startedAt: z.string(),
        dataDir: z.string().optional().describe("For admins only."),
      }),
      handle: async ({ caller }) => ({
        version,
        store: "sqlite" as const,
        startedAt: new Date(startedAt).toISOString(),
        ...(caller.kind === "member" && caller.role === "admin" && { dataDir }),
      }),
    }),
  ];
}
