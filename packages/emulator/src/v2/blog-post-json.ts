import { bodyContext } from "../bodies/body-context.ts";
import type { Representation } from "../bodies/render-body.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { bodyJson, isoDate, pageLinks, versionJson } from "./json.ts";

/** A blog post as lists and single answers show it. */
export function blogPostJson(site: Site, post: Content, format: Representation | undefined) {
  return {
    spaceId: String(post.spaceId),
    createdAt: isoDate(post.createdAt),
    authorId: post.authorId,
    version: versionJson(post.version),
    body: bodyJson(post.body, format, bodyContext(site, post)),
    status: post.status,
    title: post.title,
    id: String(post.id),
    _links: pageLinks(site, post),
  };
}
