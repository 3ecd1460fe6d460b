import type { Content, Space } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** The title as it stands in a page's address: letters and digits, words joined by `+`. */
const slug = (title: string): string =>
  encodeURIComponent(
    title
      .replace(/[^\p{L}\p{N}\s]+/gu, " ")
      .trim()
      .replace(/\s+/g, " "),
  ).replace(/%20/g, "+");

/** The id in a tiny link: its little-endian bytes in base64, without the zeros at the end. */
export function tinyId(id: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(id));
  return bytes
    .toString("base64")
    .replace(/[A=]+$/, "")
    .replace(/\//g, "-")
    .replace(/\+/g, "_");
}

export function idOfTiny(tiny: string): number | undefined {
  if (!/^[A-Za-z0-9_-]{1,11}$/.test(tiny)) return undefined;
  const bytes = Buffer.alloc(8);
  Buffer.from(tiny.replace(/-/g, "/").replace(/_/g, "+").padEnd(11, "A"), "base64").copy(bytes);
  const id = bytes.readBigUInt64LE();
  return id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : undefined;
}

const spacePath = (site: Site, spaceId: number): string => `/spaces/${encodeURI(site.spaces.get(spaceId)?.key ?? "")}`;

export const spaceLink = (space: Space): string => `/spaces/${encodeURI(space.key)}`;

/** The address of content on the site, without `/wiki`. Recorded forms: `/spaces/KEY/pages/ID/Title+Words`. */
export function webLink(site: Site, content: Content): string {
  const space = spacePath(site, content.spaceId);
  switch (content.type) {
    case "page":
      return content.status === "draft"
        ? `/pages/resumedraft.action?draftId=${content.id}`
        : [`${space}/pages/${content.id}`, slug(content.title)].filter(Boolean).join("/");
    case "blogpost":
      return `${space}/blog/${datePath(content.createdAt)}/${content.id}/${slug(content.title)}`;
    case "comment":
    case "attachment":
      return hangingLink(site, content);
    case "custom":
      return `${space}/custom-content/${content.id}`;
    default:
      return `${space}/${content.type}/${content.id}`;
  }
}

function hangingLink(site: Site, content: Content): string {
  const container = content.containerId === null ? undefined : site.content.get(content.containerId);
  const at = container ? webLink(site, container) : spacePath(site, content.spaceId);
  if (content.type === "comment") return `${at}?focusedCommentId=${content.id}`;
  return `/pages/viewpageattachments.action?pageId=${container?.id ?? ""}&preview=%2F${container?.id ?? ""}%2F${content.id}%2F${encodeURIComponent(content.title)}`;
}

const datePath = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll("-", "/");

export const editLink = (content: Content): string => `/pages/resumedraft.action?draftId=${content.id}`;
export const tinyLink = (content: Content): string => `/x/${tinyId(content.id)}`;
