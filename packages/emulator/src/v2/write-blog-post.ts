import { bodyOf } from "../bodies/read-body.ts";
import { checkPosting } from "../content/blog-posts.ts";
import { commit } from "../content/commit.ts";
import { newContent } from "../content/create-content.ts";
import { restoreContent } from "../content/restore-content.ts";
import { checkVersionNumber, publishDraft, reviseContent, saveDraft } from "../content/revise-content.ts";
import { choiceField, idField, type JsonObject, requiredString, stringField } from "../http/json-fields.ts";
import { type Operation, ok, operation } from "../http/operation.ts";
import { flag } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { privateTo } from "../permission/private-to.ts";
import type { Content } from "../state/records.ts";
import { blogPostJson } from "./blog-post-json.ts";
import { contentOfKind, idOf, kinds, writeScope } from "./content-kinds.ts";
import { requestedDraft } from "./requested-version.ts";
import { versionField } from "./version-field.ts";
import { requestObject, spaceFor } from "./write-page.ts";

const kind = kinds.blogPost;

/** A post's day can be chosen; the form is the one of all dates of the API. */
function createdAtField(input: JsonObject): number | undefined {
  const value = stringField(input, "createdAt");
  if (value === undefined || value === "") return undefined;
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
  if (Number.isNaN(at))
    throw badRequest(`Provided value {${value}} for 'createdAt' is not a date in the format yyyy-MM-ddTHH:mm:ss.SSSZ.`);
  return at;
}

const createBlogPost = operation({
  api: "v2",
  id: "createBlogPost",
  method: "POST",
  path: "/blogposts",
  scopes: [[writeScope(kind)]],
  parameters: { private: flag() },
  body: "json",
  handle: (call) => {
    const { site, account, now } = call;
    const input = requestObject(call.body);
    const status = choiceField(input, "status", "current", "draft") ?? "current";
    const title = stringField(input, "title") ?? "";
    const space = spaceFor(call, idField(input, "spaceId"), "create:blogpost");
    const createdAt = createdAtField(input) ?? now;
    if (status === "current" && title.trim() === "") throw badRequest("Title is required to publish a blog post.");
    const body = bodyOf(input, call.world.settings) ?? "";
    if (status === "current") checkPosting(site, { spaceId: space.id, title, createdAt });
    const restrictions = call.parameters.private ? privateTo(account.id) : null;
    const row = newContent(site, {
      type: "blogpost",
      title,
      spaceId: space.id,
      authorId: account.id,
      at: now,
      body,
      status,
      restrictions,
    });
    const after: Content = { ...row, createdAt };
    commit(site, { kind: "created", actor: account.id, at: now, before: undefined, after });
    return ok(blogPostJson(site, after, "storage"));
  },
});

const updateBlogPost = operation({
  api: "v2",
  id: "updateBlogPost",
  method: "PUT",
  path: "/blogposts/{id}",
  scopes: [[writeScope(kind)]],
  parameters: { id: idOf(kind) },
  body: "json",
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const input = requestObject(call.body);
    const given = idField(input, "id");
    const status = choiceField(input, "status", "current", "draft");
    const title = requiredString(input, "title");
    const { number, message } = versionField(input);
    if (given === undefined) throw badRequest("Field 'id' in the request body is required.");
    if (given !== parameters.id) throw badRequest("The id in the request body must be the id in the path.");
    if (status === undefined) throw badRequest("Field 'status' in the request body is required.");
    const post = contentOfKind(kind, call, parameters.id);
    if (!access.updateContent(post)) throw notFound();
    const body = bodyOf(input, call.world.settings);
    if (body === undefined) throw badRequest("Field 'body' in the request body is required.");
    const spaceId = idField(input, "spaceId");
    if (spaceId !== undefined && spaceId !== post.spaceId)
      throw badRequest("A blog post can not be moved to another space by an update.");
    const revision = { by: account.id, at: now, message };
    if (status === "draft") {
      if (post.status === "trashed") throw badRequest("A blog post in the trash can only be restored to current.");
      if (number !== 1) throw badRequest("The version number of a draft must be 1.");
      const saved = saveDraft(site, post, { title, body, ...revision });
      return ok(blogPostJson(site, requestedDraft(saved), "storage"));
    }
    if (post.status !== "draft" || number !== 1) checkVersionNumber(post, number);
    if (post.status === "trashed") {
      // The rest of the request is left aside, as documented.
      checkPosting(site, { ...post });
      return ok(blogPostJson(site, restoreContent(site, post, revision), "storage"));
    }
    const createdAt = createdAtField(input) ?? (post.status === "draft" ? now : post.createdAt);
    checkPosting(site, { spaceId: post.spaceId, title, createdAt, id: post.id });
    const change = { title, body, status: "current" as const, createdAt };
    const write = post.status === "draft" ? publishDraft : reviseContent;
    return ok(blogPostJson(site, write(site, post, { ...revision, change }), "storage"));
  },
});

export const writeBlogPostOperations: readonly Operation[] = [createBlogPost, updateBlogPost];
