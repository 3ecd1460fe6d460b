import type { Tool } from "../tool.ts";
import { underNames } from "./alias.ts";
import { blogPostRows } from "./blog-post-rows.ts";
import { labelRows } from "./label-rows.ts";
import { pageRows } from "./page-rows.ts";
import { propertyRows } from "./property-rows.ts";
import { spaceAndUserRows } from "./space-and-user-rows.ts";

/** The rows of the first compatibility table, under the names it prints. */
export const toolkitRows: readonly Tool[] = [
  ...pageRows,
  ...blogPostRows,
  ...labelRows,
  ...propertyRows,
  ...spaceAndUserRows,
];

/** `Get Page by ID` as it is called: `CONFLUENCE_GET_PAGE_BY_ID`. */
export const calledName = (printed: string): string => `CONFLUENCE_${printed.toUpperCase().replace(/\W+/g, "_")}`;

/** A row under both its names: in upper and in lower case, without those that tools of the catalogue have. */
export const toolkitTools = (taken: ReadonlySet<string>): Tool[] =>
  toolkitRows.flatMap((row) => {
    const name = calledName(row.name);
    return underNames(
      row,
      [name, name.toLowerCase()].filter((one) => !taken.has(one)),
    );
  });
