import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";

export type AffectedObject = { readonly name: string; readonly objectType: string };
export type ChangedValue = {
  readonly name: string;
  readonly oldValue: string;
  readonly hiddenOldValue: string;
  readonly newValue: string;
  readonly hiddenNewValue: string;
};

/** One line of the audit log. Records are only ever added; they leave it when the retention period is over. */
export type AuditRecord = {
  readonly id: number;
  /** Null when a client wrote the record in the name of somebody without an account. */
  readonly authorId: string | null;
  readonly authorName: string;
  readonly remoteAddress: string;
  readonly at: number;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
  readonly sysAdmin: boolean;
  readonly affectedObject: AffectedObject;
  readonly changedValues: readonly ChangedValue[];
  readonly associatedObjects: readonly AffectedObject[];
};

export type AuditCategory = "Pages" | "Spaces" | "Permissions" | "Users and groups" | "Admin";

const records = (site: Site): Table<AuditRecord> => site.table<AuditRecord>("audit");

/** Writes what an account did into the audit log. Operations without an author's address come from this machine. */
export function recordAudit(
  site: Site,
  entry: {
    readonly category: AuditCategory;
    readonly summary: string;
    readonly by: string;
    readonly at: number;
    readonly affected?: AffectedObject;
    /** What changed, as `name: [before, after]`. */
    readonly changes?: Readonly<Record<string, readonly [string, string]>>;
    readonly associated?: readonly AffectedObject[];
  },
): AuditRecord {
  return addAuditRecord(site, {
    authorId: entry.by,
    authorName: site.accounts.get(entry.by)?.displayName ?? "",
    remoteAddress: "127.0.0.1",
    at: entry.at,
    summary: entry.summary,
    description: "",
    category: entry.category,
    sysAdmin: false,
    affectedObject: entry.affected ?? { name: "", objectType: "" },
    changedValues: Object.entries(entry.changes ?? {}).map(([name, [oldValue, newValue]]) =>
      changedValue(name, oldValue, newValue),
    ),
    associatedObjects: entry.associated ?? [],
  });
}

export const changedValue = (name: string, oldValue: string, newValue: string): ChangedValue => ({
  name,
  oldValue,
  hiddenOldValue: "",
  newValue,
  hiddenNewValue: "",
});

export function addAuditRecord(site: Site, record: Omit<AuditRecord, "id">): AuditRecord {
  const row: AuditRecord = { id: site.ids.next(), ...record };
  records(site).put(row);
  return row;
}

/** The units of the API, in milliseconds; months and years have their mean length, as in java.time. */
export const auditUnits = {
  NANOS: 1e-6,
  MICROS: 1e-3,
  MILLIS: 1,
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  HALF_DAYS: 43_200_000,
  DAYS: 86_400_000,
  WEEKS: 604_800_000,
  MONTHS: 2_629_746_000,
  YEARS: 31_556_952_000,
  DECADES: 315_569_520_000,
  CENTURIES: 3_155_695_200_000,
} as const;

export type AuditUnit = keyof typeof auditUnits;
export type Retention = { readonly number: number; readonly units: AuditUnit };

type RetentionRow = Retention & { readonly id: "retention" };

const settings = (site: Site): Table<RetentionRow> => site.table<RetentionRow>("auditSettings");

/** The longest period real sites accept, and what a site has until somebody chooses another. */
export const longestRetention: Retention = { number: 1, units: "YEARS" };

export const retentionOf = (site: Site): Retention => {
  const { number, units } = settings(site).get("retention") ?? longestRetention;
  return { number, units };
};

export const setRetention = (site: Site, retention: Retention): void =>
  settings(site).put({ id: "retention", ...retention });

export const durationOf = ({ number, units }: Retention): number => number * auditUnits[units];

export type AuditFilter = {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly text?: string | undefined;
};

/** What the audit log holds at a moment, the newest first. The text is looked for in everything a record says. */
export function auditRecords(site: Site, now: number, { from, to, text }: AuditFilter): AuditRecord[] {
  const kept = now - durationOf(retentionOf(site));
  const wanted = text?.trim().toLowerCase() ?? "";
  const says = ({ summary, description, category, authorName, affectedObject, remoteAddress }: AuditRecord) =>
    [summary, description, category, authorName, affectedObject.name, remoteAddress].some((one) =>
      one.toLowerCase().includes(wanted),
    );
  return [...records(site).values()]
    .filter(
      (one) =>
        one.at >= kept &&
        (from === undefined || one.at >= from) &&
        (to === undefined || one.at <= to) &&
        (wanted === "" || says(one)),
    )
    .sort((a, b) => b.at - a.at || b.id - a.id);
}
