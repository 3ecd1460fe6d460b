import type { Content, Label, LabelPrefix } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";

/** The label with this name, made when nothing carried it yet. Names are lower case. */
export function labelNamed(site: Site, prefix: LabelPrefix, name: string): Label {
  const known = findLabel(site, prefix, name);
  if (known) return known;
  const label: Label = { id: site.ids.next(), prefix, name: name.toLowerCase() };
  site.labels.put(label);
  return label;
}

export const findLabel = (site: Site, prefix: LabelPrefix, name: string): Label | undefined =>
  site.lists.labelNamed.in(`${prefix}:${name.toLowerCase()}`)[0];

export const labelsOf = (site: Site, labelIds: readonly number[]): Label[] =>
  labelIds.map((id) => site.labels.get(id)).filter((label) => label !== undefined);

/** Sets the labels of content. Labels are no part of a version. */
export function setLabels(
  site: Site,
  before: Content,
  labelIds: readonly number[],
  { by, at }: { by: string; at: number },
): Content {
  const after: Content = { ...before, labelIds: [...new Set(labelIds)] };
  commit(site, { kind: "labelled", actor: by, at, before, after });
  return after;
}
