import type { Site } from "../state/site.ts";
import { auditContent } from "./audit-content.ts";
import type { Change } from "./commit.ts";
import { followInlineMarkers } from "./inline-markers.ts";
import { keepTitleProperties } from "./title-properties.ts";
import { watchOwnContent } from "./watch-own-content.ts";

/** What else is written when content changes. Each effect looks at the change and decides for itself. */
export type Effect = (site: Site, change: Change) => void;

export const effects: readonly Effect[] = [watchOwnContent, followInlineMarkers, keepTitleProperties, auditContent];
