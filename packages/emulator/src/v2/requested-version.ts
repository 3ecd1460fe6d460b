import { notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** The content as it was in a version; as it is when no number is given. A number that never was is 404. */
export function requestedVersion(site: Site, content: Content, number: number | undefined): Content {
  if (number === undefined || number === content.version.number) return content;
  const past = site.pastVersions.get(`${content.id}:${number}`);
  if (!past) throw notFound();
  return { ...content, title: past.title, body: past.body, file: past.file, version: past.version };
}

/** The unpublished draft of published content, or the content itself when none waits. */
export function requestedDraft(content: Content): Content {
  const { draft } = content;
  if (!draft) return content;
  const version = { ...content.version, createdAt: draft.at, authorId: draft.authorId };
  return { ...content, title: draft.title, body: draft.body, status: "draft", version };
}
