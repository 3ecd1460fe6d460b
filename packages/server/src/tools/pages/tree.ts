import { z } from "zod";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { findPage } from "../references.ts";
import type { V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";

/** What can stand in the page tree, and the operations that look up and down from it. */
export const treeKinds = {
  page: {
    noun: "page",
    read: "getPageById",
    children: "getPageDirectChildren",
    descendants: "getPageDescendants",
    ancestors: "getPageAncestors",
  },
  folder: {
    noun: "folder",
    read: "getFolderById",
    children: "getFolderDirectChildren",
    descendants: "getFolderDescendants",
    ancestors: "getFolderAncestors",
  },
  whiteboard: {
    noun: "whiteboard",
    read: "getWhiteboardById",
    children: "getWhiteboardDirectChildren",
    descendants: "getWhiteboardDescendants",
    ancestors: "getWhiteboardAncestors",
  },
  database: {
    noun: "database",
    read: "getDatabaseById",
    children: "getDatabaseDirectChildren",
    descendants: "getDatabaseDescendants",
    ancestors: "getDatabaseAncestors",
  },
  embed: {
    noun: "smart link",
    read: "getSmartLinkById",
    children: "getSmartLinkDirectChildren",
    descendants: "getSmartLinkDescendants",
    ancestors: "getSmartLinkAncestors",
  },
} as const satisfies Record<
  string,
  { noun: string; read: EndpointKey; children: EndpointKey; descendants: EndpointKey; ancestors: EndpointKey }
>;

export type TreeKind = keyof typeof treeKinds;

export const isTreeKind = (type: string): type is TreeKind => Object.hasOwn(treeKinds, type);

const kinds = Object.values(treeKinds);
/** Operations that read any of them. */
export const treeReads = kinds.map(({ read }) => read);
/** Operations that list what is right below any of them. */
export const treeChildren = kinds.map(({ children }) => children);
/** Operations that list everything below any of them. */
export const treeDescendants = kinds.map(({ descendants }) => descendants);
/** Operations that list what is above any of them. */
export const treeAncestors = kinds.map(({ ancestors }) => ancestors);

/** Something in the page tree, without what only pages have. */
export const treeItemShape = z.object({
  id: z.string(),
  /** page, folder, whiteboard, database or embed. */
  type: z.string(),
  title: z.string(),
  url: z.string(),
  status: z.string().optional(),
  parentId: z.string().optional(),
  /** 1 = right below the page asked about. */
  depth: z.number().int().optional(),
});

export type TreeItem = z.input<typeof treeItemShape>;

/** A row of REST v2's descendants. */
export type V2Descendant = {
  id: string;
  status: string;
  title: string;
  type: string;
  parentId: string;
  depth: number;
  childPosition?: number | null;
};

/** The page meant, without its body: what finding it by title has read need not be read again. */
export async function readPageMeant(context: ToolContext, ref: string): Promise<V2Page> {
  const { id, found } = await findPage(context, "page", ref);
  return found ?? (await context.confluence.call<V2Page>("getPageById", { path: { id }, what: `page ${id}` }));
}

/** `https://…/wiki/spaces/KEY`, from the address of a page in the space; rows of trees do not say theirs. */
export function spaceAddress({ site }: ToolContext, page: Pick<V2Page, "_links">): string | undefined {
  const path = /^\/spaces\/[^/?#]+/.exec(page._links?.webui ?? "")?.[0];
  return path === undefined ? undefined : `${site.url}/wiki${path}`;
}

/** The web address of something in a tree. `space` is that of `spaceAddress`. */
export function treeUrl({ site }: ToolContext, { id, type }: { id: string; type: string }, space?: string): string {
  if (space === undefined) return `${site.url}/wiki/pages/viewpage.action?pageId=${id}`;
  return `${space}/${type === "page" ? "pages" : type}/${id}`;
}

export const toTreeItem = (
  context: ToolContext,
  { id, type, title, status, parentId, depth }: V2Descendant,
  space?: string,
): TreeItem => ({ id, type, title, url: treeUrl(context, { id, type }, space), status, parentId, depth });
