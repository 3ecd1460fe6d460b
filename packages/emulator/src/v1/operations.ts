import type { Operation } from "../http/operation.ts";
import { analyticsOperations } from "./analytics.ts";
import { attachmentOperations } from "./attachments.ts";
import { auditOperations } from "./audit.ts";
import { blueprintDraftOperations } from "./blueprint-drafts.ts";
import { bodyConversionOperations } from "./body-conversions.ts";
import { contentStateOperations } from "./content-states.ts";
import { copyOperations } from "./copies.ts";
import { descendantOperations } from "./descendants.ts";
import { groupOperations } from "./groups.ts";
import { labelInfoOperations } from "./label-info.ts";
import { labelOperations } from "./labels.ts";
import { legacyOperations } from "./legacy/operations.ts";
import { longTaskOperations } from "./long-tasks.ts";
import { lookAndFeelOperations } from "./look-and-feel.ts";
import { macroBodyOperations } from "./macro-bodies.ts";
import { pageMoveOperations } from "./page-moves.ts";
import { peopleOperations } from "./people.ts";
import { permissionCheckOperations } from "./permission-check.ts";
import { relationOperations } from "./relations.ts";
import { restrictionOperations } from "./restrictions.ts";
import { searchOperations } from "./search.ts";
import { searchPeopleOperations } from "./search-people.ts";
import { spaceAdministrationOperations } from "./space-administration.ts";
import { spacePermissionOperations } from "./space-permissions.ts";
import { spaceSettingsOperations } from "./space-settings.ts";
import { spaceOperations } from "./spaces.ts";
import { systemInfoOperations } from "./system-info.ts";
import { templateOperations } from "./templates.ts";
import { themeOperations } from "./themes.ts";
import { userPropertyOperations } from "./user-properties.ts";
import { userOperations } from "./users.ts";
import { versionOperations } from "./versions.ts";
import { watchOperations } from "./watches.ts";

/** Every operation of REST v1. A family is added by one line here; how, is told in src/http/operation.ts. */
export const v1Operations: readonly Operation[] = [
  ...analyticsOperations,
  ...attachmentOperations,
  ...auditOperations,
  ...blueprintDraftOperations,
  ...bodyConversionOperations,
  ...contentStateOperations,
  ...copyOperations,
  ...descendantOperations,
  ...groupOperations,
  ...labelInfoOperations,
  ...labelOperations,
  ...legacyOperations,
  ...longTaskOperations,
  ...lookAndFeelOperations,
  ...macroBodyOperations,
  ...pageMoveOperations,
  ...peopleOperations,
  ...permissionCheckOperations,
  ...relationOperations,
  ...restrictionOperations,
  ...searchOperations,
  ...searchPeopleOperations,
  ...spaceAdministrationOperations,
  ...spaceOperations,
  ...spacePermissionOperations,
  ...spaceSettingsOperations,
  ...systemInfoOperations,
  ...templateOperations,
  ...themeOperations,
  ...userOperations,
  ...userPropertyOperations,
  ...versionOperations,
  ...watchOperations,
];
