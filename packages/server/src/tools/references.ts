import { TributaryError } from "../base/errors.ts";
import type { V2List, V2Page, V2Space } from "./shapes.ts";
import type { ToolContext } from "./tool.ts";

/** Kinds of content, by the names REST v2 has for them. */
export type ContentType =
  | "page"
  | "blogpost"
  | "attachment"
  | "footer-comment"
  | "inline-comment"
  | "whiteboard"
  | "database"
  | "folder"
  | "embed"
  | "custom-content";

/** What a reference to content says without asking Confluence. */
export type Reference = { id: string; type?: ContentType } | { spaceKey: string; title: string };

/**
 * Reads a reference: an id, a URL of any of the forms Confluence uses, a tiny link, or `SPACE:Title`.
 * Throws `invalid_input` for anything else.
 */
export function parseReference(ref: string, noun = "page"): Reference {
  const text = ref.trim();
  // An approval's id stands for the page it would create.
  if (/^(\d{1,19}|apr_[0-9a-z]+)$/.test(text)) return { id: text };
  if (/^att\d+$/.test(text)) return { id: text, type: "attachment" };
  const url = /^https?:\/\//i.test(text) || text.startsWith("/") ? readUrl(text) : undefined;
  if (url !== undefined) return url;
  const [, spaceKey, title] = /^(~?[A-Za-z0-9._-]+):\s*(\S.*)$/.exec(text) ?? [];
  if (spaceKey !== undefined && title !== undefined && !/^https?$/i.test(spaceKey)) return { spaceKey, title };
  throw new TributaryError("invalid_input", `"${ref}" does not name a ${noun}.`, {
    hint: `Use its id or its URL${noun === "page" ? ", its tiny link" : ""}${/page|blog/.test(noun) ? ", or SPACE:Title" : ""}.`,
  });
}

const urlTypes: Record<string, ContentType> = {
  pages: "page",
  "edit-v2": "page",
  blog: "blogpost",
  folder: "folder",
  whiteboard: "whiteboard",
  database: "database",
  embed: "embed",
};

function readUrl(text: string): Reference | undefined {
  const url = new URL(text, "https://site.invalid");
  const comment = url.searchParams.get("focusedCommentId");
  if (comment !== null && /^\d+$/.test(comment)) return { id: comment, type: "footer-comment" };
  const byQuery = url.searchParams.get("pageId");
  if (byQuery !== null && /^\d+$/.test(byQuery)) return { id: byQuery };
  const [, kind = "", id] =
    /\/(pages|blog|edit-v2|folder|whiteboard|database|embed)\/(?:edit-v2\/|edit\/|\d{4}\/\d{2}\/\d{2}\/)?(\d+)(?:\/|$)/.exec(
      url.pathname,
    ) ?? [];
  const type = urlTypes[kind];
  if (id !== undefined) return { id, ...(type !== undefined && { type }) };
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
export const resolvePageId = (context: ToolContext, ref: string): Promise<string> =>
  resolveTitled(context, "page", ref);

/** The id of the blog post meant; by title as for pages. */
export const resolveBlogPostId = (context: ToolContext, ref: string): Promise<string> =>
  resolveTitled(context, "blogpost", ref);

const resolveTitled = async (context: ToolContext, kind: "page" | "blogpost", ref: string): Promise<string> =>
  (await findPage(context, kind, ref)).id;

/**
 * The page or blog post meant: its id, and all of it where finding it by title has read it anyway, with the body in
 * storage format if `withBody`.
 */
export async function findPage(
  { confluence }: ToolContext,
  kind: "page" | "blogpost",
  ref: string,
  withBody = false,
): Promise<{ id: string; found?: V2Page }> {
  const noun = kind === "page" ? "page" : "blog post";
  const reference = parseReference(ref, noun);
  if ("id" in reference) return { id: reference.id };
  const space = await findSpace(confluence, reference.spaceKey);
  const { results } = await confluence.call<V2List<V2Page>>(kind === "page" ? "getPages" : "getBlogPosts", {
    query: {
      "space-id": space.id,
      title: reference.title,
      limit: 25,
      ...(withBody && { "body-format": "storage" }),
    },
    what: `the ${noun} "${reference.title}"`,
  });
  const candidates = (of: V2Page[]) =>
    of.slice(0, 5).map(({ id, title, spaceId }) => ({ id, title, spaceId, spaceKey: space.key }));
  // Whether the title filter is exact is disputed, so compare here.
  const same = results.filter((page) => page.title.toLowerCase() === reference.title.toLowerCase());
  const [only] = same;
  if (only !== undefined && same.length === 1) return { id: only.id, found: only };
  if (same.length > 1) {
    throw new TributaryError(
      "ambiguous_reference",
      `${same.length} ${noun}s in ${space.key} are called "${reference.title}".`,
      { hint: "Use one of their ids.", details: { candidates: candidates(same) } },
    );
  }
  throw new TributaryError("not_found", `There is no ${noun} "${reference.title}" in the space ${space.key}.`, {
    hint: "Search for it with confluence_search_cql.",
    details: { candidates: candidates(results) },
  });
}

/**
 * The id and type of any content. `SPACE:Title` means a page. A bare number does not say what it is of: unless `type`
 * does, Confluence is asked, which costs one request.
 */
export async function resolveContent(
  context: ToolContext,
  ref: string,
  type?: ContentType,
): Promise<{ id: string; type: ContentType }> {
  const reference = parseReference(ref, "page or other content");
  if (!("id" in reference)) return { id: await resolvePageId(context, ref), type: "page" };
  const known = type ?? reference.type;
  if (known !== undefined) return { id: reference.id, type: known };
  const { results } = await context.confluence.call<{ results: Record<string, string | null> }>(
    "convertContentIdsToContentTypes",
    { body: { contentIds: [reference.id] }, what: `the type of ${reference.id}` },
  );
  const found = results[reference.id];
  if (found != null) return { id: reference.id, type: found as ContentType };
  throw new TributaryError("not_found", `There is no content ${reference.id}, or the account may not see it.`, {
    hint: "Check the id, or search for it with confluence_search_cql.",
  });
}

/** The id of the space meant: numbers are ids, anything else is a key. */
export async function resolveSpaceId({ confluence }: ToolContext, ref: string): Promise<string> {
  return /^\d+$/.test(ref.trim()) ? ref.trim() : (await findSpace(confluence, ref.trim())).id;
}

/** The space meant, whole: for operations that want its key. */
export async function resolveSpace({ confluence }: ToolContext, ref: string): Promise<V2Space> {
  const text = ref.trim();
  if (!/^\d+$/.test(text)) return findSpace(confluence, text);
  return confluence.call<V2Space>("getSpaceById", { path: { id: text }, what: `space ${text}` });
}

async function findSpace(confluence: ToolContext["confluence"], key: string): Promise<V2Space> {
  if (key === "") {
    throw new TributaryError("invalid_input", "No space is named.", { hint: "Pass its id or its key as spaceId." });
  }
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
