import { purgeContent } from "../content/trash-content.ts";
import { noBody, type Operation, operation } from "../http/operation.ts";
import { flag } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { contentOfKind, deleteScope, idOf, kinds } from "./content-kinds.ts";
import { deleteOrPurge } from "./delete-content.ts";

const kind = kinds.blogPost;

/** To the trash, or from there for good; `draft` discards a draft at once, of a post never published the post with it. */
export const deleteBlogPost: Operation = operation({
  api: "v2",
  id: "deleteBlogPost",
  method: "DELETE",
  path: "/blogposts/{id}",
  scopes: [[deleteScope(kind)]],
  parameters: { id: idOf(kind), purge: flag(), draft: flag() },
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const post = contentOfKind(kind, call, parameters.id);
    if (!parameters.draft) {
      if (post.status === "draft") throw badRequest("The blog post is a draft: use draft=true to delete it.");
      return deleteOrPurge(call, post, parameters.purge);
    }
    if (!access.deleteContent(post)) throw notFound();
    if (post.status === "draft") purgeContent(site, post, { by: account.id, at: now });
    else if (post.draft) site.content.put({ ...post, draft: null });
    else throw notFound();
    return noBody();
  },
});
