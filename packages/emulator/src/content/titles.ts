import { badRequest } from "../http/refusal.ts";
import type { ContentType } from "../state/records.ts";
import type { Site } from "../state/site.ts";

const maxTitle = 255;

const takenText: Partial<Record<ContentType, string>> = {
  page: "A page with this title already exists: A page already exists with the same TITLE in this space",
  folder: "A folder exists with the same title in this space",
};

/**
 * Refuses a title that is too long or taken. Pages and folders are unique per space whatever the case of the letters;
 * archived ones keep their title, trashed ones and drafts leave it free. Measured by others, see docs/emulator.md.
 */
export function checkTitle(
  site: Site,
  content: { type: ContentType; spaceId: number; title: string; id?: number },
): void {
  const { type, spaceId, title, id } = content;
  if (title.length > maxTitle) throw badRequest(`Title cannot be longer than ${maxTitle} characters`);
  const words = takenText[type];
  if (words === undefined) return;
  const taken = site.lists.titled
    .in(`${type}:${title.toLowerCase()}`)
    .some(
      (other) =>
        other.id !== id && other.spaceId === spaceId && (other.status === "current" || other.status === "archived"),
    );
  if (taken) throw badRequest(words);
}
