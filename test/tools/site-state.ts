import type { Emulator, Json } from "../open-site.ts";

/** What people would see of a site, piece by piece: without numbers of versions, dates, and who saw it last. */
export type SiteState = ReadonlyMap<string, unknown>;

type Table = ReadonlyMap<unknown, Json>;

/** Reads it from the emulator's own tables, so that nothing a tool says is taken for the truth. */
export function siteState(emulator: Emulator): SiteState {
  const [site] = emulator.admin.snapshot().sites;
  const table = (name: string): Table => (site?.tables.get(name) as Table | undefined) ?? new Map();
  const rowsOf = (name: string): Json[] => [...table(name).values()];
  const labels = table("labels");
  const labelNames = (ids: number[]) => ids.map((id) => `${labels.get(id).prefix}:${labels.get(id).name}`).sort();
  const state = new Map<string, unknown>();
  for (const row of rowsOf("content")) {
    const { file, draft, labelIds, restrictions, inline } = row;
    const bytes = file === null ? undefined : table("files").get(file.fileId)?.bytes;
    state.set(`content ${row.id}`, {
      type: row.type,
      status: row.status,
      title: row.title,
      spaceId: row.spaceId,
      parentId: row.parentId,
      containerId: row.containerId,
      body: row.body,
      draft: draft === null ? null : { title: draft.title, body: draft.body },
      labels: labelNames(labelIds),
      restrictions: nobody(restrictions) ? null : restrictions,
      resolved: inline === null ? null : inline.resolution === "resolved",
      bytes: bytes === undefined ? null : Buffer.from(bytes).toString("base64"),
      embedUrl: row.embedUrl,
    });
  }
  for (const [parent, children] of inOrder(rowsOf("content"))) state.set(`order below ${parent}`, children);
  for (const { id, key, name, description, status, labelIds } of rowsOf("spaces"))
    state.set(`space ${id}`, { key, name, description, status, labels: labelNames(labelIds) });
  for (const { owner, ownerId, key, value } of rowsOf("properties"))
    state.set(`property ${owner} ${ownerId} ${key}`, value);
  for (const { id } of rowsOf("watches")) state.set(`watch ${id}`, true);
  for (const { id, state: is } of rowsOf("contentStates")) state.set(`state ${id}`, is?.name ?? null);
  return state;
}

/** What stands below each page, in the order people see. */
function inOrder(rows: Json[]): Map<number, number[]> {
  const below = new Map<number, number[]>();
  const placed = rows.filter(
    ({ position, parentId, status }) => position !== null && parentId !== null && status === "current",
  );
  for (const { id, parentId } of placed.sort((a, b) => a.position - b.position))
    below.set(parentId, [...(below.get(parentId) ?? []), id]);
  return below;
}

const nobody = (restrictions: Json) =>
  restrictions === null ||
  ["read", "update"].every((key) => restrictions[key].users.length + restrictions[key].groups.length === 0);

/** The pieces that differ, each with what it was and what it is. */
export function differences(before: SiteState, after: SiteState): Record<string, { before: unknown; after: unknown }> {
  const all = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...all]
      .filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)))
      .map((key) => [key, { before: before.get(key), after: after.get(key) }]),
  );
}

/**
 * What an undo left behind: everything that differs, except what stays in the trash of what was made, and that whoever
 * writes watches it from then on.
 */
export const leftBehind = (before: SiteState, after: SiteState): ReturnType<typeof differences> =>
  Object.fromEntries(
    Object.entries(differences(before, after)).filter(([key, { before: was }]) => {
      if (key.startsWith("watch")) return was !== undefined;
      if (was !== undefined) return true;
      const [kind, , owner] = key.split(" ");
      const content = after.get(kind === "property" ? `content ${owner}` : key) as Json;
      return content === undefined || (kind !== "content" && kind !== "property") || isToBeSeen(content, after);
    }),
  );

/** Whether something made since is still to be seen: it is current, and so is all it stands in. */
function isToBeSeen(content: Json, state: SiteState): boolean {
  if (content.status === "trashed") return false;
  const around = content.containerId ?? content.parentId;
  if (content.type !== "comment" && content.type !== "attachment") return true;
  const outer = around === null ? undefined : (state.get(`content ${around}`) as Json);
  return outer === undefined ? true : isToBeSeen(outer, state);
}
