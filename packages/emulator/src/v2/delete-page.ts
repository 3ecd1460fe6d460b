import { commit } from "../content/commit.ts";
import { purgeContent, trashContent } from "../content/trash-content.ts";
import { noBody, type Operation, operation } from "../http/operation.ts";
import { flag, long, required } from "../http/parameters.ts";
import { badRequest, notFound, Refusal } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";

/**
 * To the trash; `purge` from the trash for good; `draft` for pages that were never published. Deleting what was purged
 * before is a 500 on real sites (measured by others), and here, so that clients meet it.
 */
export const deletePage: Operation = operation({
  api: "v2",
  id: "deletePage",
  method: "DELETE",
  path: "/pages/{id}",
  scopes: [["delete:page:confluence"]],
  parameters: { id: required(long()), purge: flag(), draft: flag() },
  handle: ({ site, access, account, parameters, now }) => {
    if (site.purged.get(parameters.id))
      throw new Refusal(500, "INTERNAL_SERVER_ERROR", { code: "INTERNAL_SERVER_ERROR" });
    const page = visible(access, { site }, parameters.id, "page");
    const space = site.spaces.get(page.spaceId);
    const doing = { by: account.id, at: now };
    if (!access.deleteContent(page)) throw notFound();
    if (page.status === "draft") {
      if (!parameters.draft) throw badRequest("The page is a draft: use draft=true to delete it.");
      purgeContent(site, page, doing);
      return noBody();
    }
    if (parameters.draft) {
      if (!page.draft) throw notFound();
      commit(site, { kind: "drafted", actor: account.id, at: now, before: page, after: { ...page, draft: null } });
      return noBody();
    }
    if (parameters.purge) {
      if (page.status !== "trashed") throw badRequest("Only a page in the trash can be purged.");
      if (!space || !access.inSpace(space, "administer:space")) throw notFound();
      purgeContent(site, page, doing);
      return noBody();
    }
    if (page.status === "trashed") throw notFound();
    trashContent(site, page, doing);
    return noBody();
  },
});
