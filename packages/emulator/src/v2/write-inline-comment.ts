import { bodyOf } from "../bodies/read-body.ts";
import { anchorSelection, removeMarkers, type Selection } from "../comments/anchor-selection.ts";
import { inlineThread } from "../comments/inline-thread.ts";
import { commit } from "../content/commit.ts";
import { createContent } from "../content/create-content.ts";
import { markersIn } from "../content/inline-markers.ts";
import { checkVersionNumber, reviseContent } from "../content/revise-content.ts";
import { purgeContent } from "../content/trash-content.ts";
import {
  booleanField,
  idField,
  integerField,
  type JsonObject,
  objectField,
  requiredString,
  stringField,
} from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { long, required } from "../http/parameters.ts";
import { badRequest, notFound } from "../http/refusal.ts";
import { visible } from "../permission/access.ts";
import type { Content, InlineAnchor } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { stableUuid } from "../state/stable-hash.ts";
import { mayComment } from "./footer-comments.ts";
import { inlineCommentJson } from "./inline-comment-json.ts";
import { visibleInlineComment } from "./inline-comments.ts";
import { requestObject } from "./write-page.ts";

type Doing = { by: string; at: number };

/** Changes the body of a page without a new version: putting in a marker is no edit. */
function setBody(site: Site, container: Content, change: Pick<Content, "body" | "draft">, { by, at }: Doing): void {
  commit(site, { kind: "updated", actor: by, at, before: container, after: { ...container, ...change } });
}

function selectionOf(input: JsonObject): Selection {
  const properties = objectField(input, "inlineCommentProperties");
  if (!properties) throw badRequest("Field 'inlineCommentProperties' is required for a comment that is no reply.");
  const text = requiredString(properties, "textSelection");
  const matchCount = integerField(properties, "textSelectionMatchCount");
  const matchIndex = integerField(properties, "textSelectionMatchIndex");
  if (matchCount === undefined) throw badRequest("Field 'textSelectionMatchCount' in the request body is required.");
  if (matchIndex === undefined) throw badRequest("Field 'textSelectionMatchIndex' in the request body is required.");
  if (matchIndex < 0) throw badRequest("Field 'textSelectionMatchIndex' must not be negative.");
  if (matchCount <= matchIndex) {
    throw badRequest("Field 'textSelectionMatchCount' must be greater than 'textSelectionMatchIndex'.");
  }
  if (text.trim() === "") throw badRequest("Field 'textSelection' in the request body must hold text.");
  return { text, matchCount, matchIndex };
}

/** Marks the selected text in the page, and in its unpublished draft, so that publishing that keeps the comment. */
function anchorIn(site: Site, container: Content, selection: Selection, doing: Doing): InlineAnchor {
  const markerRef = stableUuid(`${site.cloudId}:marker:${site.ids.next()}`);
  const anchored = anchorSelection(container.body, selection, markerRef);
  if ("found" in anchored) {
    throw badRequest(
      `The selected text was found ${anchored.found} times in the content, not ${selection.matchCount} times as given.`,
    );
  }
  const drafted = container.draft && anchorSelection(container.draft.body, selection, markerRef);
  const draft = container.draft && drafted && "body" in drafted ? { ...container.draft, ...drafted } : container.draft;
  setBody(site, container, { body: anchored.body, draft }, doing);
  return { markerRef, originalSelection: selection.text, resolution: "open", resolvedBy: null, resolvedAt: null };
}

/** What a new comment hangs on, by the one member of the body that names it. */
function targetOf(call: OperationCall, input: JsonObject): { container: Content; parent: Content | null } {
  const named = (["pageId", "blogPostId", "parentCommentId"] as const).filter((name) => input[name] != null);
  const [name] = named;
  if (name === undefined || named.length > 1) {
    throw badRequest("Exactly one of pageId, blogPostId and parentCommentId must be given.");
  }
  const id = idField(input, name);
  if (id === undefined) throw badRequest(`Field '${name}' in the request body is required.`);
  if (name === "parentCommentId") {
    const parent = visibleInlineComment(call, id);
    return { container: visible(call.access, call, parent.containerId ?? 0), parent };
  }
  return { container: visible(call.access, call, id, name === "pageId" ? "page" : "blogpost"), parent: null };
}

const createInlineComment = operation({
  api: "v2",
  id: "createInlineComment",
  method: "POST",
  path: "/inline-comments",
  scopes: [["write:comment:confluence"]],
  status: 201,
  body: "json",
  handle: (call) => {
    const { site, account, now, siteUrl } = call;
    const input = requestObject(call.body);
    const { container, parent } = targetOf(call, input);
    const body = bodyOf(input);
    if (body === undefined) throw badRequest("Field 'body' in the request body is required.");
    if (parent && input.inlineCommentProperties != null) {
      throw badRequest("Field 'inlineCommentProperties' can not be given for a reply.");
    }
    mayComment(call, container);
    if (container.status === "trashed") throw notFound();
    const doing = { by: account.id, at: now };
    const inline = parent
      ? (inlineThread(site, parent)?.inline ?? null)
      : anchorIn(site, container, selectionOf(input), doing);
    const comment = createContent(site, {
      type: "comment",
      title: `Re: ${container.title}`,
      spaceId: container.spaceId,
      containerId: container.id,
      parentId: parent?.id ?? null,
      authorId: account.id,
      at: now,
      body,
      inline,
    });
    return ok(inlineCommentJson(site, comment, "storage", "single"), {
      headers: { location: `${siteUrl}/wiki/api/v2/inline-comments/${comment.id}` },
    });
  },
});

/**
 * The anchor after `resolved` was asked for, or undefined when nothing changes. Who reopens a comment whose text is
 * gone meanwhile gets a dangling one.
 */
function resolutionAfter(
  call: OperationCall,
  comment: Content,
  resolved: boolean | undefined,
): InlineAnchor | undefined {
  const { site, account, now } = call;
  const anchor = comment.inline;
  if (resolved === undefined || anchor === null || (anchor.resolution === "resolved") === resolved) return undefined;
  const container = comment.containerId === null ? undefined : site.content.get(comment.containerId);
  const anchored = container !== undefined && markersIn(container.body).has(anchor.markerRef);
  const resolution = resolved ? "resolved" : anchored ? "reopened" : "dangling";
  return { ...anchor, resolution, resolvedBy: account.id, resolvedAt: now };
}

const updateInlineComment = operation({
  api: "v2",
  id: "updateInlineComment",
  method: "PUT",
  path: "/inline-comments/{comment-id}",
  scopes: [["write:comment:confluence"]],
  parameters: { "comment-id": required(long()) },
  body: "json",
  handle: (call) => {
    const { site, account, now, access, parameters } = call;
    const comment = visibleInlineComment(call, parameters["comment-id"]);
    const input = requestObject(call.body);
    const version = objectField(input, "version");
    const number = version && integerField(version, "number");
    const resolved = booleanField(input, "resolved");
    const body = bodyOf(input);
    if (version === undefined || number === undefined) {
      throw badRequest("Field 'version.number' in the request body is required.");
    }
    if (body === undefined && resolved === undefined) {
      throw badRequest("Field 'body' or 'resolved' in the request body is required.");
    }
    if (resolved !== undefined && comment.parentId !== null) {
      throw badRequest("Only the comment that began a thread can be resolved.");
    }
    const container = visible(access, call, comment.containerId ?? 0);
    mayComment(call, container);
    if (body !== undefined && !access.updateContent(comment)) throw notFound();
    if (inlineThread(site, comment)?.inline?.resolution === "dangling") {
      throw badRequest("A dangling comment can not be updated.");
    }
    checkVersionNumber(comment, number);
    const inline = resolutionAfter(call, comment, resolved);
    if (inline === undefined && body === undefined) return ok(inlineCommentJson(site, comment, "storage", "single"));
    const after = reviseContent(site, comment, {
      by: account.id,
      at: now,
      message: stringField(version, "message") ?? "",
      change: { ...(inline ? { inline } : {}), ...(body === undefined ? {} : { body }) },
    });
    return ok(inlineCommentJson(site, after, "storage", "single"));
  },
});

const deleteInlineComment = operation({
  api: "v2",
  id: "deleteInlineComment",
  method: "DELETE",
  path: "/inline-comments/{comment-id}",
  scopes: [["delete:comment:confluence"]],
  parameters: { "comment-id": required(long()) },
  handle: (call) => {
    const { site, access, account, parameters, now } = call;
    const comment = visibleInlineComment(call, parameters["comment-id"]);
    if (!access.deleteContent(comment)) throw notFound();
    const doing = { by: account.id, at: now };
    purgeContent(site, comment, doing);
    const container = comment.containerId === null ? undefined : site.content.get(comment.containerId);
    const ref = comment.parentId === null ? comment.inline?.markerRef : undefined;
    if (container && ref !== undefined && markersIn(container.body).has(ref)) {
      const draft = container.draft && { ...container.draft, body: removeMarkers(container.draft.body, ref) };
      setBody(site, container, { body: removeMarkers(container.body, ref), draft }, doing);
    }
    return noBody();
  },
});

export const writeInlineCommentOperations: readonly Operation[] = [
  createInlineComment,
  updateInlineComment,
  deleteInlineComment,
];
