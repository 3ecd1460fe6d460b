import type { Store } from "../store/store.ts";

/** How long calls stay on record: days, or null for ever; and who said so. */
export type RecordDays = { recordDays: number | null; setBy: "admin" | "environment" | "default" };

const name = "record_days";

/** What an admin set wins over the environment. */
export async function readRecordDays(
  { settings }: Pick<Store, "settings">,
  fromEnvironment: number | undefined,
): Promise<RecordDays> {
  const set = await settings.get(name);
  if (set !== undefined) return { recordDays: JSON.parse(set) as number | null, setBy: "admin" };
  return fromEnvironment === undefined
    ? { recordDays: null, setBy: "default" }
    : { recordDays: fromEnvironment, setBy: "environment" };
}

export async function setRecordDays({ settings }: Pick<Store, "settings">, recordDays: number | null): Promise<void> {
  await settings.set(name, JSON.stringify(recordDays));
}
