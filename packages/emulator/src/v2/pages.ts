import type { Operation } from "../http/operation.ts";
import { deletePage } from "./delete-page.ts";
import { getPage } from "./get-page.ts";
import { listPageOperations } from "./list-pages.ts";
import { writePageOperations } from "./write-page.ts";

export const pageOperations: readonly Operation[] = [
  ...listPageOperations,
  getPage,
  ...writePageOperations,
  deletePage,
];
