import { renderedFormat } from "../bodies/render-body.ts";
import { recordView } from "../content/views.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { flag, integer, listOf, oneOf } from "../http/parameters.ts";
import { notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { blogPostJson } from "./blog-post-json.ts";
import { contentOfKind, idOf, kinds, readScope } from "./content-kinds.ts";
import { single } from "./get-page.ts";
import { includedParts, partFlags } from "./included-parts.ts";
import { requestedDraft, requestedVersion } from "./requested-version.ts";

const kind = kinds.blogPost;
const readable = ["current", "trashed", "deleted", "historical", "draft"] as const;

const parameters = {
  id: idOf(kind),
  "body-format": single(),
  "get-draft": flag(),
  status: listOf(oneOf(...readable)),
  version: integer(),
  "include-version": flag(true),
  ...partFlags(
    "labels",
    "properties",
    "operations",
    "likes",
    "versions",
    "favorited-by-current-user-status",
    "webresources",
    "collaborators",
  ),
};

/** The row the request means: the post itself, its draft, or one of its past versions. */
function requested(call: OperationCall<typeof parameters>): Content {
  const post = contentOfKind(kind, call, call.parameters.id);
  const { status, version } = call.parameters;
  const fits = (one: string) => one === post.status || one === "historical" || (one === "draft" && post.draft !== null);
  if (status && !status.some(fits)) throw notFound();
  return call.parameters["get-draft"] ? requestedDraft(post) : requestedVersion(call.site, post, version);
}

export const getBlogPost: Operation = operation({
  api: "v2",
  id: "getBlogPostById",
  method: "GET",
  path: "/blogposts/{id}",
  scopes: [[readScope(kind)]],
  parameters,
  handle: (call) => {
    const post = requested(call);
    recordView(call.site, post, { by: call.account.id, at: call.now });
    const { version, ...rest } = blogPostJson(call.site, post, renderedFormat(call.parameters["body-format"]));
    return ok({
      ...rest,
      ...(call.parameters["include-version"] ? { version } : {}),
      ...includedParts(call, post, `${call.siteUrl}/wiki/api/v2/blogposts/${post.id}`),
    });
  },
});
