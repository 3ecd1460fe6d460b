import type { Operation } from "../../http/operation.ts";
import { legacyContentPartOperations } from "./content-parts.ts";
import { legacyGroupOperations } from "./groups-by-name.ts";
import { legacyInlineTaskOperations } from "./inline-tasks.ts";
import { otherLegacyOperations } from "./other-operations.ts";
import { legacyPropertyOperations } from "./properties.ts";
import { legacyReadOperations } from "./read-content.ts";
import { legacySpaceOperations } from "./spaces.ts";
import { legacyWriteOperations } from "./write-content.ts";

/** What Atlassian took out of v1: 410 without the legacy switch, answered as it used to be with it. */
export const legacyOperations: readonly Operation[] = [
  ...legacyContentPartOperations,
  ...legacyGroupOperations,
  ...legacyInlineTaskOperations,
  ...legacyPropertyOperations,
  ...legacyReadOperations,
  ...legacySpaceOperations,
  ...legacyWriteOperations,
  ...otherLegacyOperations,
];
