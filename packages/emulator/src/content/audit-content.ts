import type { Content } from "../state/records.ts";
import { type AuditCategory, recordAudit } from "./audit.ts";
import type { Change } from "./commit.ts";
import type { Effect } from "./effects.ts";

/** Changes of content that the audit log of real sites lists; writing and reading pages it does not. */
const listed: Partial<Record<Change["kind"], { category: AuditCategory; verb: string }>> = {
  restricted: { category: "Permissions", verb: "restrictions changed" },
  moved: { category: "Pages", verb: "moved" },
  archived: { category: "Pages", verb: "archived" },
  trashed: { category: "Pages", verb: "deleted" },
  restored: { category: "Pages", verb: "restored" },
  purged: { category: "Pages", verb: "purged" },
};

const nouns: Partial<Record<Content["type"], string>> = {
  page: "Page",
  blogpost: "Blog",
  whiteboard: "Whiteboard",
  database: "Database",
  folder: "Folder",
};

/** Writes what happened to a page or its likes into the audit log. */
export const auditContent: Effect = (site, { kind, actor, at, before, after }) => {
  const entry = listed[kind];
  const content = after ?? before;
  const noun = content && nouns[content.type];
  // A space that is being removed for good is one record, not one for each of its pages.
  const space = content && site.spaces.get(content.spaceId);
  if (!entry || !noun || !space) return;
  recordAudit(site, {
    category: entry.category,
    summary: `${noun} ${entry.verb}`,
    by: actor,
    at,
    affected: { name: content.title, objectType: noun },
    associated: [{ name: space.name, objectType: "Space" }],
  });
};
