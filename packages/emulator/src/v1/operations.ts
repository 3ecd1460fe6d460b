import type { Operation } from "../http/operation.ts";
import { labelOperations } from "./labels.ts";
import { longTaskOperations } from "./long-tasks.ts";
import { removedOperations } from "./removed.ts";
import { restrictionOperations } from "./restrictions.ts";
import { searchOperations } from "./search.ts";
import { spaceOperations } from "./spaces.ts";
import { userOperations } from "./users.ts";

/** Every operation of REST v1. A family is added by one line here; how, is told in src/http/operation.ts. */
export const v1Operations: readonly Operation[] = [
  ...labelOperations,
  ...longTaskOperations,
  ...removedOperations,
  ...restrictionOperations,
  ...searchOperations,
  ...spaceOperations,
  ...userOperations,
];
