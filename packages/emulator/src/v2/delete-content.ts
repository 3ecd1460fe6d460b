import { purgeContent, trashContent } from "../content/trash-content.ts";
import { noBody, type OperationCall, type Reply } from "../http/operation.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";

/**
 * The way out that blog posts, attachments, custom content and the kinds of the content tree share: first to the trash,
 * and with `purge` from there for good, which only administrators of the space may do. What is in the trash already is
 * not found a second time.
 */
export function deleteOrPurge(
  call: Pick<OperationCall, "site" | "access" | "account" | "now">,
  content: Content,
  purge: boolean,
): Reply {
  const { site, access, account, now } = call;
  const doing = { by: account.id, at: now };
  if (!access.deleteContent(content)) throw notFound();
  if (!purge) {
    if (content.status === "trashed") throw notFound();
    trashContent(site, content, doing);
    return noBody();
  }
  const space = site.spaces.get(content.spaceId);
  if (content.status !== "trashed") throw badRequest("Only content in the trash can be purged.");
  if (!space || !access.inSpace(space, "administer:space")) throw notFound();
  purgeContent(site, content, doing);
  return noBody();
}
