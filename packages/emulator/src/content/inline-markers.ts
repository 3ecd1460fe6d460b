import type { InlineAnchor } from "../state/records.ts";
import type { Effect } from "./effects.ts";

/** The markers of inline comments that stand in a storage body. */
export function markersIn(body: string): Set<string> {
  const found = new Set<string>();
  for (const [, ref] of body.matchAll(/<ac:inline-comment-marker\b[^>]*\bac:ref="([^"]+)"/g)) if (ref) found.add(ref);
  return found;
}

/** An open inline comment whose marker was edited away is dangling; when the marker comes back, so does the comment. */
export const followInlineMarkers: Effect = (site, { kind, before, after }) => {
  if (kind !== "updated" || !after || before?.body === after.body) return;
  if (after.type !== "page" && after.type !== "blogpost") return;
  const markers = markersIn(after.body);
  for (const comment of [...site.lists.inContainer.in(`comment:${after.id}`)]) {
    if (!comment.inline) continue;
    const resolution = resolutionAfter(comment.inline, markers);
    if (resolution !== comment.inline.resolution)
      site.content.put({ ...comment, inline: { ...comment.inline, resolution } });
  }
};

function resolutionAfter(
  { resolution, markerRef }: InlineAnchor,
  markers: ReadonlySet<string>,
): InlineAnchor["resolution"] {
  const present = markers.has(markerRef);
  if (resolution === "dangling" && present) return "open";
  if ((resolution === "open" || resolution === "reopened") && !present) return "dangling";
  return resolution;
}
