import { badRequest } from "../http/refusal.ts";
import type { Site } from "../state/site.ts";

const maxTitle = 255;

export type Posting = { spaceId: number; title: string; createdAt: number; id?: number | undefined };

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/**
 * A blog's posts are told apart by day and title, unlike pages, whose titles are unique in the space; drafts and what is
 * in the trash leave their title free.
 */
export function checkPosting(site: Site, { spaceId, title, createdAt, id }: Posting): void {
  if (title.length > maxTitle) throw badRequest(`Title cannot be longer than ${maxTitle} characters`);
  const taken = site.lists.titled
    .in(`blogpost:${title.toLowerCase()}`)
    .some(
      (other) =>
        other.id !== id &&
        other.spaceId === spaceId &&
        other.status === "current" &&
        dayOf(other.createdAt) === dayOf(createdAt),
    );
  if (taken) {
    throw badRequest(
      "A blog post with this title already exists: A blog post already exists with the same TITLE in this space on the same day",
    );
  }
}
