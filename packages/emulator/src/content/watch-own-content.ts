import type { Effect } from "./effects.ts";

const watched = new Set(["page", "blogpost"]);

/** Whoever creates a page or a blog post watches it. */
export const watchOwnContent: Effect = (site, { kind, actor, after }) => {
  if (kind !== "created" || !after || !watched.has(after.type)) return;
  const targetId = String(after.id);
  site.watches.put({ id: `${actor}:content:${targetId}`, accountId: actor, target: "content", targetId });
};
