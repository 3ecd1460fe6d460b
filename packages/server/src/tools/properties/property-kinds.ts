import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { attachmentIdOf } from "../attachments/attachment.ts";
import { type ContentType, parseReference, resolveBlogPostId, resolveContent, resolvePageId } from "../references.ts";
import { type Action, parameter, type Target, type TargetKind, type ToolContext } from "../tool.ts";

type PropertyRow = {
  words: string;
  /** Reads the content itself, for its title. Comments have none of their own. */
  read?: EndpointKey;
  /** The path parameter of its id where all properties are meant, and where one is. */
  ofAll: string;
  ofOne: string;
  list: EndpointKey;
  create: EndpointKey;
  update: EndpointKey;
  delete: EndpointKey;
};

/** Kinds of content that have properties, and the operations on those. Footer and inline comments share theirs. */
export const propertyKinds = {
  page: {
    words: "page",
    read: "getPageById",
    ofAll: "page-id",
    ofOne: "page-id",
    list: "getPageContentProperties",
    create: "createPageProperty",
    update: "updatePagePropertyById",
    delete: "deletePagePropertyById",
  },
  blogpost: {
    words: "blog post",
    read: "getBlogPostById",
    ofAll: "blogpost-id",
    ofOne: "blogpost-id",
    list: "getBlogpostContentProperties",
    create: "createBlogpostProperty",
    update: "updateBlogpostPropertyById",
    delete: "deleteBlogpostPropertyById",
  },
  attachment: {
    words: "attachment",
    read: "getAttachmentById",
    ofAll: "attachment-id",
    ofOne: "attachment-id",
    list: "getAttachmentContentProperties",
    create: "createAttachmentProperty",
    update: "updateAttachmentPropertyById",
    delete: "deleteAttachmentPropertyById",
  },
  comment: {
    words: "comment",
    ofAll: "comment-id",
    ofOne: "comment-id",
    list: "getCommentContentProperties",
    create: "createCommentProperty",
    update: "updateCommentPropertyById",
    delete: "deleteCommentPropertyById",
  },
  whiteboard: {
    words: "whiteboard",
    read: "getWhiteboardById",
    ofAll: "id",
    ofOne: "whiteboard-id",
    list: "getWhiteboardContentProperties",
    create: "createWhiteboardProperty",
    update: "updateWhiteboardPropertyById",
    delete: "deleteWhiteboardPropertyById",
  },
  database: {
    words: "database",
    read: "getDatabaseById",
    ofAll: "id",
    ofOne: "database-id",
    list: "getDatabaseContentProperties",
    create: "createDatabaseProperty",
    update: "updateDatabasePropertyById",
    delete: "deleteDatabasePropertyById",
  },
  folder: {
    words: "folder",
    read: "getFolderById",
    ofAll: "id",
    ofOne: "folder-id",
    list: "getFolderContentProperties",
    create: "createFolderProperty",
    update: "updateFolderPropertyById",
    delete: "deleteFolderPropertyById",
  },
  embed: {
    words: "smart link",
    read: "getSmartLinkById",
    ofAll: "id",
    ofOne: "embed-id",
    list: "getSmartLinkContentProperties",
    create: "createSmartLinkProperty",
    update: "updateSmartLinkPropertyById",
    delete: "deleteSmartLinkPropertyById",
  },
  "custom-content": {
    words: "custom content",
    read: "getCustomContentById",
    ofAll: "custom-content-id",
    ofOne: "custom-content-id",
    list: "getCustomContentContentProperties",
    create: "createCustomContentProperty",
    update: "updateCustomContentPropertyById",
    delete: "deleteCustomContentPropertyById",
  },
} as const satisfies Record<string, PropertyRow>;

export type PropertyKind = keyof typeof propertyKinds;

const rows = Object.values(propertyKinds);

/** What finding the content and its properties takes. */
export const propertyReads = [
  ...rows.map(({ list }) => list),
  "convertContentIdsToContentTypes",
  "getPages",
  "getBlogPosts",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

/** What reading the title of the content takes. */
export const propertyOwnerReads = rows.flatMap((row): EndpointKey[] => ("read" in row ? [row.read] : []));

/** The parameters that name the content a property is of. */
export const propertyOwner = {
  contentId: parameter.contentId,
  contentType: z
    .enum(Object.keys(propertyKinds) as [PropertyKind, ...PropertyKind[]])
    .optional()
    .describe("What the id is of; found out if left out. embed is a smart link."),
};

export type PropertyOwner = { contentId: string; contentType?: PropertyKind | undefined };

const ofAttachment = ({ contentId, contentType }: Partial<PropertyOwner>): boolean =>
  contentType === "attachment" || /^\s*att\d+\s*$/.test(contentId ?? "");

const targetKinds = new Set<string>(["page", "blogpost", "attachment", "comment"] satisfies TargetKind[]);

export function propertyTargets({ contentId, contentType }: Partial<PropertyOwner>): Target[] {
  if (contentId === undefined) return [];
  const type = ofAttachment({ contentId, contentType }) ? "attachment" : contentType;
  const kind = type !== undefined && targetKinds.has(type) ? (type as TargetKind) : "content";
  return [{ kind, ref: contentId }];
}

/** Properties of attachments belong to the permission group of attachments. */
export const propertyAction =
  (effect: Action["effect"]) =>
  (input: Partial<PropertyOwner>): Action => ({ group: ofAttachment(input) ? "Attachments" : "Pages", effect });

/**
 * Asks for the content meant as what it is. An id that does not say what it is of is tried as a page's; only if there is
 * none, Confluence is asked what it is.
 */
export async function asPropertyOwner<T>(
  context: ToolContext,
  { contentId, contentType }: PropertyOwner,
  ask: (kind: PropertyKind, id: string) => Promise<T>,
): Promise<T> {
  if (ofAttachment({ contentId, contentType })) return ask("attachment", attachmentIdOf(contentId));
  const reference = parseReference(contentId, "page or other content");
  if (!("id" in reference)) {
    return contentType === "blogpost"
      ? ask("blogpost", await resolveBlogPostId(context, contentId))
      : ask("page", await resolvePageId(context, contentId));
  }
  const { id, type } = reference;
  const known = contentType ?? type;
  if (known !== undefined) return ask(kindOf(known, id), id);
  try {
    return await ask("page", id);
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    return ask(kindOf((await resolveContent(context, id)).type, id), id);
  }
}

/** Confluence says of custom content the name an app gave its type. */
function kindOf(type: ContentType | PropertyKind, id: string): PropertyKind {
  if (type === "footer-comment" || type === "inline-comment") return "comment";
  // Whether the call is allowed was judged by what the input says: an attachment has to be called one.
  if (type === "attachment") {
    throw new TributaryError("invalid_input", `${id} is an attachment.`, { hint: `Its id is att${id}.` });
  }
  return Object.hasOwn(propertyKinds, type) ? (type as PropertyKind) : "custom-content";
}
