import { badRequest } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { keepVersion } from "./commit.ts";
import { reviseContent } from "./revise-content.ts";
import { checkTitle } from "./titles.ts";

type Doing = { readonly by: string; readonly at: number };

/** Brings an old version back as a new one on top. The title stays as it is now unless it is asked back as well. */
export function restoreVersion(
  site: Site,
  content: Content,
  { number, message, withTitle, by, at }: Doing & { number: number; message: string; withTitle: boolean },
): Content {
  if (number === content.version.number)
    throw badRequest(`Version ${number} is the current version of content ${content.id}.`);
  const past = site.pastVersions.get(`${content.id}:${number}`);
  if (!past) throw badRequest(`There is no version ${number} of content ${content.id}.`);
  const title = withTitle ? past.title : content.title;
  if (title !== content.title)
    checkTitle(site, { type: content.type, spaceId: content.spaceId, title, id: content.id });
  return reviseContent(site, content, { by, at, message, change: { title, body: past.body, file: past.file } });
}

/**
 * Takes one version out of the history. What it changed stays in the versions after it, which all move one number
 * down, so that the numbers have no gap. Measured by others: the history [4,3,2,1] without 2 is [3,2,1].
 */
export function deleteVersion(site: Site, content: Content, number: number): Content {
  if (number === content.version.number) throw badRequest("The current version can not be deleted.");
  if (!site.pastVersions.get(`${content.id}:${number}`))
    throw badRequest(`There is no version ${number} of content ${content.id}.`);
  const above = [...site.lists.pastVersions.in(content.id)].filter(({ version }) => version.number > number);
  site.pastVersions.delete(`${content.id}:${number}`);
  for (const row of above) {
    site.pastVersions.delete(row.id);
    const version = { ...row.version, number: row.version.number - 1 };
    keepVersion(site, { ...content, version, title: row.title, body: row.body, file: row.file });
  }
  const after: Content = { ...content, version: { ...content.version, number: content.version.number - 1 } };
  // Not a change of the content: nobody is told, and nothing hangs on it but the number.
  site.content.put(after);
  return after;
}
