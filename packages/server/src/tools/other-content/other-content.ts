import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { isTreeKind, type TreeKind, treeKinds } from "../pages/tree.ts";
import { findPage, parseReference, resolveContent } from "../references.ts";
import { parameter, type Target, type ToolContext } from "../tool.ts";
import type { Change } from "../write.ts";

/** What stands in the page tree beside pages: shells in the API, which are made, read and deleted and never updated. */
export const otherKinds = {
  whiteboard: { ...treeKinds.whiteboard, create: "createWhiteboard", delete: "deleteWhiteboard" },
  database: { ...treeKinds.database, create: "createDatabase", delete: "deleteDatabase" },
  folder: { ...treeKinds.folder, create: "createFolder", delete: "deleteFolder" },
  embed: { ...treeKinds.embed, create: "createSmartLink", delete: "deleteSmartLink" },
} as const satisfies Record<string, Record<"noun" | "read" | "children" | "create" | "delete", EndpointKey | string>>;

export type OtherKind = keyof typeof otherKinds;

const isOther = (type: string): type is OtherKind => Object.hasOwn(otherKinds, type);

export const otherTypes = z.enum(["whiteboard", "database", "folder", "embed"]);

/** The parameters that name one of them. */
export const otherContent = {
  contentId: z.string().min(1).describe("Whiteboard, database, folder or smart link: id or URL."),
  contentType: otherTypes.optional().describe("What the id is of; found out if left out. embed is a smart link."),
};

export const otherTargets = ({ contentId }: { contentId: string }): Target[] => [{ kind: "content", ref: contentId }];

export const otherShape = z.object({
  id: z.string(),
  type: otherTypes,
  title: z.string(),
  url: z.string(),
  status: z.string(),
  spaceId: z.string(),
  parentId: z.string().optional(),
  parentType: z.string().optional(),
  version: z.number().int(),
  authorId: z.string().optional(),
  createdAt: z.string().optional(),
  /** Where a smart link leads. */
  embedUrl: z.string().optional(),
});

export type OtherContent = z.output<typeof otherShape>;

/** As REST v2 gives it, and as much of a page as looks the same. */
export type V2Other = {
  id: string;
  title: string;
  status: string;
  spaceId: string;
  parentId?: string | null;
  parentType?: string | null;
  authorId?: string | null;
  /** Folders say it in milliseconds, whatever the documents promise. Source: answers of real sites. */
  createdAt?: string | number | null;
  embedUrl?: string | null;
  version: { number: number };
  _links?: { webui?: string };
};

export function toOther({ site }: ToolContext, type: OtherKind, row: V2Other): OtherContent {
  return {
    id: row.id,
    type,
    title: row.title,
    url: `${site.url}/wiki${row._links?.webui ?? `/${type}/${row.id}`}`,
    status: row.status,
    spaceId: String(row.spaceId),
    ...(row.parentId && { parentId: String(row.parentId) }),
    ...(row.parentId && row.parentType && { parentType: row.parentType }),
    version: row.version.number,
    ...(row.authorId && { authorId: row.authorId }),
    ...(row.createdAt && { createdAt: new Date(row.createdAt).toISOString() }),
    ...(row.embedUrl && { embedUrl: row.embedUrl }),
  };
}

/** As it stands in a sentence: `the folder "Plans"`. */
export const inTreeInWords = (kind: TreeKind, { title }: { title: string }): string =>
  `the ${treeKinds[kind].noun} "${title}"`;

/** The part of a preview that says which content it is. */
export function otherChange(context: ToolContext, kind: OtherKind, row: V2Other): Change {
  const { id, title, spaceId, url } = toOther(context, kind, row);
  return { kind: "content", id, title, spaceId, url };
}

/** The operations `readOther` calls. */
export const otherReads = [
  ...Object.values(otherKinds).map(({ read }) => read),
  "convertContentIdsToContentTypes",
] as const satisfies readonly EndpointKey[];

export const readAs = ({ confluence }: ToolContext, kind: TreeKind, id: string): Promise<V2Other> =>
  confluence.call<V2Other>(treeKinds[kind].read, { path: { id }, what: `the ${treeKinds[kind].noun} ${id}` });

/** The content meant: one request, and one more where neither `type` nor the reference says what it is. */
export async function readOther(
  context: ToolContext,
  { contentId, contentType }: { contentId: string; contentType?: OtherKind | undefined },
): Promise<{ kind: OtherKind; row: V2Other }> {
  const reference = parseReference(contentId, "whiteboard, database, folder or smart link");
  if (!("id" in reference)) {
    throw new TributaryError("invalid_input", `"${contentId}" reads like a page's title.`, {
      hint: "Use an id or a URL, or confluence_get_page for a page.",
    });
  }
  const { id, type } = await resolveContent(context, contentId, contentType);
  if (isOther(type)) return { kind: type, row: await readAs(context, type, id) };
  throw new TributaryError("invalid_input", `${id} is a ${type}, not a whiteboard, database, folder or smart link.`, {
    hint: `Use a tool for it, such as confluence_get_${toolNouns[type] ?? "page"}.`,
  });
}

const toolNouns: Partial<Record<string, string>> = {
  blogpost: "blog_post",
  attachment: "attachment",
  "footer-comment": "comment",
  "inline-comment": "comment",
};

/** The operations `readInTree` calls. */
export const inTreeReads = [
  ...otherReads,
  "getPageById",
  "getPages",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

/**
 * A page, or any of the others, with its title. A bare number is asked for as a page first; only if there is none,
 * Confluence is asked what it is.
 */
export async function readInTree(
  context: ToolContext,
  ref: string,
  type?: TreeKind,
): Promise<{ kind: TreeKind; row: V2Other }> {
  const reference = parseReference(ref, "page or other content");
  if (!("id" in reference)) {
    const { id, found } = await findPage(context, "page", ref);
    return { kind: "page", row: found ?? (await readAs(context, "page", id)) };
  }
  const { id } = reference;
  const known = type ?? reference.type;
  if (known !== undefined) return read(context, known, id);
  try {
    return await read(context, "page", id);
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    return read(context, (await resolveContent(context, id)).type, id);
  }
}

async function read(context: ToolContext, kind: string, id: string): Promise<{ kind: TreeKind; row: V2Other }> {
  if (isTreeKind(kind)) return { kind, row: await readAs(context, kind, id) };
  throw new TributaryError("invalid_input", `${id} is a ${kind}, and nothing stands under one.`, {
    hint: "Pages, folders, whiteboards, databases and smart links have children.",
  });
}

/** The parameters that say where new content goes. */
export const otherPlace = {
  spaceId: parameter.spaceId.optional().describe("Space: id or key. Not needed with parentId."),
  parentId: parameter.contentId.optional().describe("Page, folder or other content to put it under: id or URL."),
};
