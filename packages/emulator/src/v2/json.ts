import type { BodyContext } from "../bodies/body-context.ts";
import { type Representation, renderBody } from "../bodies/render-body.ts";
import { labelsOf } from "../content/label-content.ts";
import { editLink, tinyLink, webLink } from "../content/links.ts";
import type { Content, Label, Version } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** How rows look in v2: ids are strings, dates ISO, and what is unknown is null. */

export const isoDate = (at: number): string => new Date(at).toISOString();

export const versionJson = ({ number, message, minorEdit, authorId, createdAt }: Version) => ({
  number,
  message,
  minorEdit,
  authorId,
  createdAt: isoDate(createdAt),
});

export const labelJson = ({ id, prefix, name }: Label) => ({ id: String(id), name, prefix });

/** `body` of any content: empty without a format, otherwise one member named after it. */
export function bodyJson(storage: string, format: Representation | undefined, context?: BodyContext) {
  if (format === undefined) return {};
  return { [format]: { representation: format, value: renderBody(storage, format, context) } };
}

export const idOrNull = (id: number | null): string | null => (id === null ? null : String(id));

/** Some parts of a single object come only when asked for; each is a list of its own with a way to the rest. */
export function includedList<T>(items: readonly T[], self: string) {
  return { results: items.slice(0, 50), meta: { hasMore: items.length > 50, cursor: "" }, _links: { self } };
}

export const includedLabels = (site: Site, content: Content, self: string) =>
  includedList(labelsOf(site, content.labelIds).map(labelJson), self);

export const pageLinks = (site: Site, content: Content) => ({
  editui: editLink(content),
  webui: webLink(site, content),
  edituiv2: `/spaces/${encodeURI(site.spaces.get(content.spaceId)?.key ?? "")}/${content.type === "page" ? "pages" : "blog"}/edit-v2/${content.id}`,
  tinyui: tinyLink(content),
});
