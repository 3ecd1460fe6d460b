import { TributaryError } from "../base/errors.ts";
import type { V2List, V2Page, V2Space } from "./shapes.ts";
import type { ToolContext } from "./tool.ts";

/** What a reference to a page says without asking Confluence. */
export type PageReference = { id: string } | { spaceKey: string; title: string };

/**
 * Reads a reference: an id, a URL of any of the forms Confluence uses, a tiny link, or `SPACE:Title`.
 * Throws `invalid_input` for anything else.
 */
export function parsePageReference(ref: string): PageReference {
  const text = ref.trim();
  if (/^\d+$/.test(text)) return { id: text };
  const url = /^https?:\/\//i.test(text) || text.startsWith("/") ? readUrl(text) : undefined;
  if (url !== undefined) return url;
  const [, spaceKey, title] = /^(~?[A-Za-z0-9._-]+):\s*(\S.*)$/.exec(text) ?? [];
  if (spaceKey !== undefined && title !== undefined && !/^https?$/i.test(spaceKey)) return { spaceKey, title };
  throw new TributaryError("invalid_input", `"${ref}" does not name a page.`, {
    hint: "Use a page id, the page's URL, its tiny link, or SPACE:Title.",
  });
}

function readUrl(text: string): PageReference | undefined {
  const url = new URL(text, "https://site.invalid");
  const id =
    url.searchParams.get("pageId") ??
    /\/(?:pages|blog|edit-v2|folder|whiteboard|database)\/(?:edit-v2\/|edit\/|\d{4}\/\d{2}\/\d{2}\/)?(\d+)(?:\/|$)/.exec(
      url.pathname,
    )?.[1];
  if (id != null && /^\d+$/.test(id)) return { id };
  const tiny = /\/x\/([A-Za-z0-9_-]+)$/.exec(url.pathname)?.[1];
  if (tiny !== undefined) return { id: tinyLinkId(tiny) };
  const [, spaceKey, title] = /\/display\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
  if (spaceKey !== undefined && title !== undefined) {
    return { spaceKey: decodeURIComponent(spaceKey), title: decodeURIComponent(title.replace(/\+/g, " ")) };
  }
  return undefined;
}

/** A tiny link holds the id as little-endian bytes in base64 with `-` for `/` and `_` for `+`, its zero bytes cut off. */
export function tinyLinkId(code: string): string {
  const bytes = Buffer.from(code.replace(/-/g, "/").replace(/_/g, "+"), "base64");
  let id = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) id = id * 256n + BigInt(bytes[i] ?? 0);
  return id.toString();
}

/** The id of the page meant. By title it costs two requests: the space, then the pages of that title in it. */
export async function resolvePageId({ confluence }: ToolContext, ref: string): Promise<string> {
  const reference = parsePageReference(ref);
  if ("id" in reference) return reference.id;
  const space = await findSpace(confluence, reference.spaceKey);
  const { results } = await confluence.call<V2List<V2Page>>("getPages", {
    query: { "space-id": space.id, title: reference.title, limit: 25 },
    what: `the page "${reference.title}"`,
  });
  // Whether the title filter is exact is disputed, so compare here.
  const same = results.filter((page) => page.title.toLowerCase() === reference.title.toLowerCase());
  const [only] = same;
  if (only !== undefined && same.length === 1) return only.id;
  if (same.length > 1) {
    throw new TributaryError(
      "ambiguous_reference",
      `${same.length} pages in ${space.key} are called "${reference.title}".`,
      {
        hint: "Use one of their ids.",
        details: { candidates: same.slice(0, 5).map(({ id, title, spaceId }) => ({ id, title, spaceId })) },
      },
    );
  }
  throw new TributaryError("not_found", `There is no page "${reference.title}" in the space ${space.key}.`, {
    hint: "Search for it with confluence_search_cql.",
    details: { candidates: results.slice(0, 5).map(({ id, title, spaceId }) => ({ id, title, spaceId })) },
  });
}

/** The id of the space meant: numbers are ids, anything else is a key. */
export async function resolveSpaceId({ confluence }: ToolContext, ref: string): Promise<string> {
  return /^\d+$/.test(ref.trim()) ? ref.trim() : (await findSpace(confluence, ref.trim())).id;
}

async function findSpace(confluence: ToolContext["confluence"], key: string): Promise<V2Space> {
  const { results } = await confluence.call<V2List<V2Space>>("getSpaces", {
    query: { keys: key, limit: 25 },
    what: `the space ${key}`,
  });
  const space = results.find((s) => s.key.toLowerCase() === key.toLowerCase());
  if (space !== undefined) return space;
  throw new TributaryError(
    "not_found",
    `There is no space with the key ${key}, or the connected account may not see it.`,
    {
      hint: "List the spaces with confluence_list_spaces.",
    },
  );
}
