import type { Content, ContentStatus, ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";

export type NewContent = {
  type: ContentType;
  title: string;
  spaceId: number;
  authorId: string;
  at: number;
  body?: string;
  status?: ContentStatus;
  parentId?: number | null;
  containerId?: number | null;
  message?: string;
} & Partial<
  Pick<
    Content,
    | "id"
    | "position"
    | "customType"
    | "subtype"
    | "restrictions"
    | "inline"
    | "file"
    | "embedUrl"
    | "ownerId"
    | "labelIds"
    | "likes"
  >
>;

/** A row of version 1. Who may create it, and whether the title is free, is for the caller to check. */
export function newContent(site: Site, fresh: NewContent): Content {
  const { authorId, at } = fresh;
  return {
    id: fresh.id ?? site.ids.next(),
    type: fresh.type,
    customType: fresh.customType ?? null,
    subtype: fresh.subtype ?? null,
    status: fresh.status ?? "current",
    title: fresh.title,
    spaceId: fresh.spaceId,
    parentId: fresh.parentId ?? null,
    containerId: fresh.containerId ?? null,
    position: fresh.position ?? null,
    authorId,
    ownerId: fresh.ownerId ?? authorId,
    lastOwnerId: null,
    createdAt: at,
    version: { number: 1, authorId, createdAt: at, message: fresh.message ?? "", minorEdit: false },
    body: fresh.body ?? "",
    draft: null,
    labelIds: fresh.labelIds ?? [],
    likes: fresh.likes ?? [],
    favouritedBy: [],
    restrictions: fresh.restrictions ?? null,
    inline: fresh.inline ?? null,
    file: fresh.file ?? null,
    embedUrl: fresh.embedUrl ?? null,
  };
}

export function createContent(site: Site, fresh: NewContent): Content {
  const content = newContent(site, fresh);
  commit(site, { kind: "created", actor: content.authorId, at: content.createdAt, before: undefined, after: content });
  return content;
}
