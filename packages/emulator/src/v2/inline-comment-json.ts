import type { Representation } from "../bodies/render-body.ts";
import { inlineThread } from "../comments/inline-thread.ts";
import type { Content, InlineAnchor } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { commentJson } from "./comment-json.ts";
import { isoDate } from "./json.ts";

/** Where an inline comment is shown decides which members it has. */
export type InlineShape = "single" | "inContainer" | "reply";

/**
 * Real answers name the marker and the text in both spellings, and leave out who resolved the comment until somebody
 * has. Source: types of confluence.js 3.2, checked by its authors against a real site every night.
 */
const anchorJson = ({ markerRef, originalSelection }: InlineAnchor) => ({
  inlineMarkerRef: markerRef,
  "inline-marker-ref": markerRef,
  inlineOriginalSelection: originalSelection,
  "inline-original-selection": originalSelection,
});

function resolutionJson({ resolvedBy, resolvedAt }: InlineAnchor) {
  if (resolvedBy === null || resolvedAt === null) return {};
  return { resolutionLastModifierId: resolvedBy, resolutionLastModifiedAt: isoDate(resolvedAt) };
}

/** An inline comment or a reply to one; replies share the resolution and the place of the comment that began the thread. */
export function inlineCommentJson(
  site: Site,
  comment: Content,
  format: Representation | undefined,
  shape: InlineShape,
) {
  const anchor = inlineThread(site, comment)?.inline ?? null;
  const json: Record<string, unknown> = commentJson(site, { ...comment, inline: null }, format);
  const { _links, ...rest } = json;
  if (shape === "reply") {
    delete rest.pageId;
    delete rest.blogPostId;
  }
  return {
    ...rest,
    ...(anchor === null
      ? {}
      : {
          resolutionStatus: anchor.resolution,
          ...(shape === "single" ? resolutionJson(anchor) : {}),
          properties: anchorJson(anchor),
        }),
    _links,
  };
}
