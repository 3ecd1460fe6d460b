import { bodyContext } from "../bodies/body-context.ts";
import { renderedFormat } from "../bodies/render-body.ts";
import { bodyFormOf } from "../content/custom-content-types.ts";
import { webLink } from "../content/links.ts";
import { oneOf } from "../http/parameters.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { containerJson } from "./attachment-json.ts";
import { bodyJson, isoDate, versionJson } from "./json.ts";

export const customBodyFormat = () => oneOf("raw", "storage", "atlas_doc_format");
export const singleCustomBodyFormat = () =>
  oneOf("raw", "storage", "atlas_doc_format", "view", "export_view", "anonymous_export_view");

export type CustomBodyFormat = ReturnType<ReturnType<typeof singleCustomBodyFormat>["read"]>;

/** A body comes only in formats its type has: `raw` where the app keeps text of its own, all others where it is markup. */
export function customBodyJson(site: Site, content: Content, format: CustomBodyFormat): Record<string, unknown> {
  if (format === undefined || (format === "raw") !== (bodyFormOf(site, content) === "raw")) return {};
  if (format === "raw") return { raw: { representation: "raw", value: content.body } };
  return bodyJson(content.body, renderedFormat(format), bodyContext(site, content));
}

/** Custom content as lists and single answers show it. */
export function customContentJson(site: Site, content: Content, format: CustomBodyFormat) {
  return {
    id: String(content.id),
    type: content.customType ?? "",
    status: content.status,
    title: content.title,
    spaceId: String(content.spaceId),
    ...containerJson(site, content),
    authorId: content.authorId,
    createdAt: isoDate(content.createdAt),
    version: versionJson(content.version),
    body: customBodyJson(site, content, format),
    _links: { webui: webLink(site, content) },
  };
}
