import { badRequest } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import type { Table } from "../state/table.ts";
import { reviseContent } from "./revise-content.ts";

/** A word on a page that says how far it is, such as "In progress". */
export type ContentState = {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string;
};

/** The states every space suggests. Their ids are the same on all sites. */
export const spaceStates: readonly ContentState[] = [
  { id: 0, name: "Rough draft", color: "#ffc400" },
  { id: 1, name: "In progress", color: "#2684ff" },
  { id: 2, name: "Ready for review", color: "#57d9a3" },
];

/** A state somebody made up; it is offered to this person only. */
type CustomState = ContentState & { readonly accountId: string; readonly usedAt: number };

/** Which state content is in. `<content id>` for what is published, `<content id>:draft` for its draft. */
type StateOf = { readonly id: string; readonly contentId: number; readonly state: ContentState; readonly at: number };

export type StateTarget = "current" | "draft";

const customs = (site: Site): Table<CustomState> => site.table<CustomState>("customContentStates");
const placed = (site: Site): Table<StateOf> => site.table<StateOf>("contentStates");
const plain = ({ id, name, color }: ContentState): ContentState => ({ id, name, color });
const placeId = (contentId: number, target: StateTarget) =>
  target === "draft" ? `${contentId}:draft` : String(contentId);

/** The states a person made, the one used last first. */
export const customStatesOf = (site: Site, accountId: string): ContentState[] =>
  [...customs(site).values()]
    .filter((row) => row.accountId === accountId)
    .sort((a, b) => b.usedAt - a.usedAt || b.id - a.id)
    .map(plain);

export function stateOf(
  site: Site,
  contentId: number,
  target: StateTarget,
): { state: ContentState; at: number } | undefined {
  return placed(site).get(placeId(contentId, target));
}

/** Published content in this state. */
export function contentInState(site: Site, spaceId: number, stateId: number): Content[] {
  const found: Content[] = [];
  for (const row of placed(site).values()) {
    if (row.state.id !== stateId || row.id.endsWith(":draft")) continue;
    const content = site.content.get(row.contentId);
    if (content?.spaceId === spaceId && content.status === "current") found.push(content);
  }
  return found.sort((a, b) => a.id - b.id);
}

const maxName = 20;

/** The state meant by an id, or by a name and a colour; the latter is made when this person has none like it. */
export function chooseState(
  site: Site,
  wanted: { id?: number | undefined; name?: string | undefined; color?: string | undefined },
  { by, at }: { by: string; at: number },
): ContentState {
  if (wanted.id !== undefined) {
    const shared = spaceStates.find(({ id }) => id === wanted.id);
    if (shared) return shared;
    const custom = customs(site).get(wanted.id);
    if (!custom) throw badRequest(`There is no content state with id ${wanted.id}.`);
    customs(site).put({ ...custom, usedAt: at });
    return plain(custom);
  }
  const name = wanted.name?.trim() ?? "";
  const color = wanted.color?.toLowerCase() ?? "";
  if (name === "" || name.length > maxName)
    throw badRequest(`The name of a content state must have 1 to ${maxName} characters.`);
  if (!/^#([0-9a-f]{3}|[0-9a-f]{6})$/.test(color))
    throw badRequest("The color of a content state must be a hex string such as #2684ff.");
  const same = (state: ContentState) => state.name === name && state.color === color;
  const shared = spaceStates.find(same);
  if (shared) return shared;
  const own = [...customs(site).values()].find((state) => state.accountId === by && same(state));
  const state: CustomState = { ...(own ?? { id: site.ids.next(), name, color, accountId: by }), usedAt: at };
  customs(site).put(state);
  return plain(state);
}

/** Puts content into a state, or out of any. What is published gets a new version with the same body; a draft does not. */
export function setState(
  site: Site,
  content: Content,
  target: StateTarget,
  state: ContentState | null,
  { by, at }: { by: string; at: number },
): void {
  const id = placeId(content.id, target);
  if (state) placed(site).put({ id, contentId: content.id, state, at });
  else placed(site).delete(id);
  if (target === "current") reviseContent(site, content, { by, at, change: {} });
}
