import { conflict } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commit } from "./commit.ts";

/** The number a writer must send: one more than the newest. Another one is the 409 recorded from a real site. */
export function checkVersionNumber(content: Content, provided: number): void {
  const current = content.version.number;
  if (provided === current + 1) return;
  throw conflict(
    `Version must be incremented when updating a ${nouns[content.type] ?? "content"}. Current Version: [${current}]. Provided version: [${provided}]`,
  );
}

const nouns: Partial<Record<Content["type"], string>> = {
  page: "page",
  blogpost: "blogpost",
  comment: "comment",
  attachment: "attachment",
  custom: "custom content",
};

export type Revision = {
  by: string;
  at: number;
  message?: string;
  minorEdit?: boolean;
  change: Partial<
    Pick<
      Content,
      | "title"
      | "body"
      | "parentId"
      | "position"
      | "ownerId"
      | "lastOwnerId"
      | "status"
      | "inline"
      | "file"
      | "createdAt"
    >
  >;
};

/** Writes a new version; the one before is kept, and a draft that waited is overtaken. */
export function reviseContent(site: Site, before: Content, { by, at, message, minorEdit, change }: Revision): Content {
  const after: Content = {
    ...before,
    ...change,
    draft: null,
    version: {
      number: before.version.number + 1,
      authorId: by,
      createdAt: at,
      message: message ?? "",
      minorEdit: minorEdit ?? false,
    },
  };
  commit(site, { kind: "updated", actor: by, at, before, after });
  return after;
}

/** Publishes a draft that was never published: it becomes version 1 as of now. */
export function publishDraft(site: Site, before: Content, { by, at, message, change }: Revision): Content {
  const after: Content = {
    ...before,
    ...change,
    status: "current",
    draft: null,
    version: { number: 1, authorId: by, createdAt: at, message: message ?? "", minorEdit: false },
  };
  commit(site, { kind: "created", actor: by, at, before, after });
  return after;
}

/** Writes the draft: of a published page beside what is published, of an unpublished one in place. */
export function saveDraft(
  site: Site,
  before: Content,
  draft: { title: string; body: string; by: string; at: number },
): Content {
  const { title, body, by, at } = draft;
  const after: Content =
    before.status === "draft"
      ? { ...before, title, body, version: { ...before.version, createdAt: at, authorId: by } }
      : { ...before, draft: { title, body, at, authorId: by } };
  commit(site, { kind: "drafted", actor: by, at, before, after });
  return after;
}
