import { createHash } from "node:crypto";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import type { Table } from "../state/table.ts";
import { bodyContext } from "./body-context.ts";
import { type Representation, renderBody } from "./render-body.ts";

/** A body being turned from one form into another while the caller waits elsewhere. */
export type Conversion = {
  /** A UUID. */
  readonly id: string;
  /** Account id; nobody else may read the result. */
  readonly startedBy: string;
  readonly finishedAt: number;
  readonly representation: Representation;
  readonly value: string;
  /** The same for the same request of the same person. */
  readonly fingerprint: string;
  /** Runs again, so the value of before can be read meanwhile. */
  readonly again: boolean;
};

/** How long a conversion takes by the emulator's clock, and how long its result can be had after that. Milliseconds. */
const duration = 100;
const lifetime = 5 * 60 * 1000;

const targets: Readonly<Record<string, readonly Representation[]>> = {
  atlas_doc_format: ["editor", "export_view", "storage", "styled_view", "view"],
  storage: ["atlas_doc_format", "editor", "export_view", "styled_view", "view"],
  editor: ["storage"],
};

/** The target of a conversion that can be had; undefined for all others. Source: the v1 reference. */
export const conversionTarget = (from: string, to: string): Representation | undefined =>
  (Object.hasOwn(targets, from) ? targets[from] : undefined)?.find((one) => one === to);

const table = (site: Site): Table<Conversion> => site.table<Conversion>("conversions");

type Request = {
  readonly storage: string;
  readonly to: Representation;
  readonly context: string;
  readonly useCache: boolean;
};

/** Links are looked up from the content the caller names; a space alone names no page whose files could be meant. */
function contextOf(site: Site, context: string) {
  const id = /^content:(\d+)$/.exec(context)?.[1];
  const content = id === undefined ? undefined : site.content.get(Number(id));
  return content && bodyContext(site, content);
}

/** Starts a conversion of storage format. With `useCache` the same request gives the same id while its result lives. */
export function startConversion(
  site: Site,
  { storage, to, context, useCache }: Request,
  { by, at }: { by: string; at: number },
): Conversion {
  for (const row of table(site).values()) if (at > row.finishedAt + lifetime) table(site).delete(row.id);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([by, to, context, storage]))
    .digest("hex");
  const before = useCache ? [...table(site).values()].find((row) => row.fingerprint === fingerprint) : undefined;
  const row: Conversion = {
    id: before?.id ?? stableUuid(`${site.cloudId}:conversion:${site.ids.next()}`),
    startedBy: by,
    finishedAt: at + duration,
    representation: to,
    value: renderBody(storage, to, contextOf(site, context)),
    fingerprint,
    again: before !== undefined,
  };
  table(site).put(row);
  return row;
}

/** The conversion with this id, until five minutes after it was done. */
export function findConversion(site: Site, id: string, now: number): Conversion | undefined {
  const row = table(site).get(id);
  return row && now <= row.finishedAt + lifetime ? row : undefined;
}
