import { z } from "zod";
import { addComment } from "../comments/add-comment.ts";
import { createPage } from "../pages/create-page.ts";
import { getPage } from "../pages/get-page.ts";
import { listPages } from "../pages/list-pages.ts";
import { updatePage } from "../pages/update-page.ts";
import { searchCql } from "../search/search-cql.ts";
import { listSpaces } from "../spaces/list-spaces.ts";
import type { Tool } from "../tool.ts";
import { alias, underNames } from "./alias.ts";

const id = z.string().min(1);
const limit = z.number().int().min(1).max(250).default(25).describe("How many at most.");
const status = z.enum(["current", "draft"]).default("current");

/** HTML is passed through as storage format; plain text becomes paragraphs. */
const bodyInput = (body: string) => ({ body, format: /<[a-z][^>]*>/i.test(body) ? "storage" : "text" });

const rows = [
  alias({
    name: "get_confluence_spaces",
    tool: listSpaces,
    input: z.strictObject({
      limit,
      space_type: z.enum(["global", "personal", "all"]).default("all").describe("Only spaces of this type."),
    }),
    example: { limit: 5, space_type: "global" },
    toInput: ({ limit: most, space_type }) => ({ limit: most, ...(space_type !== "all" && { type: space_type }) }),
  }),
  alias({
    name: "get_confluence_page",
    tool: getPage,
    input: z.strictObject({
      page_id: id.describe("Page: id, URL, tiny link or SPACE:Title."),
      body_format: z.enum(["storage", "atlas_doc_format", "view", "markdown", "text"]).default("storage"),
      get_draft: z.boolean().default(false),
    }),
    example: { page_id: "ENG:Sluice" },
    toInput: ({ page_id, body_format, get_draft }) => ({
      pageId: page_id,
      format: body_format === "atlas_doc_format" ? "adf" : body_format,
      draft: get_draft,
    }),
  }),
  alias({
    name: "get_confluence_space_pages",
    tool: listPages,
    input: z.strictObject({
      space_id: id.describe("Space: id or key."),
      limit,
      status: z.enum(["current", "archived", "trashed", "deleted"]).default("current"),
    }),
    example: { space_id: "ENG", limit: 5 },
    toInput: ({ space_id, limit: most, status: only }) => ({ spaceId: space_id, limit: most, status: only }),
  }),
  alias({
    name: "search_confluence_pages",
    tool: searchCql,
    input: z.strictObject({
      cql: z.string().min(1).describe("CQL query."),
      limit,
      include_archived: z.boolean().default(false),
    }),
    example: { cql: "space = ENG AND title ~ sluice", limit: 5 },
    toInput: ({ cql, limit: most, include_archived }) => ({
      cql,
      limit: most,
      includeArchivedSpaces: include_archived,
    }),
  }),
  alias({
    name: "create_confluence_page",
    tool: createPage,
    input: z.strictObject({
      space_id: id.describe("Space: id or key."),
      title: z.string().min(1).max(255),
      body: z.string().describe("HTML in storage format, or plain text."),
      parent_id: id.optional(),
      status,
    }),
    example: { space_id: "ENG", title: "Sluice gate timings", body: "<p>Each gate takes four minutes.</p>" },
    toInput: ({ space_id, title, body, parent_id, status: as }) => ({
      spaceId: space_id,
      title,
      parentId: parent_id,
      status: as,
      ...bodyInput(body),
    }),
  }),
  alias({
    name: "update_confluence_page",
    tool: updatePage,
    input: z.strictObject({
      page_id: id,
      version_number: z.number().int().min(1).describe("Number of the new version: the current one plus 1."),
      title: z.string().min(1).max(255).optional(),
      body: z.string().optional().describe("HTML in storage format, or plain text."),
      status,
    }),
    example: { page_id: "ENG:Sluice", version_number: 2, body: "<p>Moves water.</p>" },
    toInput: ({ page_id, version_number, title, body, status: as }) => ({
      pageId: page_id,
      version: version_number,
      title,
      status: as,
      ...(body !== undefined && bodyInput(body)),
    }),
  }),
  alias({
    name: "add_confluence_comment",
    tool: addComment,
    input: z.strictObject({
      page_id: id,
      comment: z.string().min(1).describe("HTML in storage format, or plain text."),
      parent_comment_id: id.optional(),
      status: z.literal("current").default("current"),
    }),
    example: { page_id: "ENG:Sluice", comment: "Please add the address of the test site." },
    toInput: ({ page_id, comment, parent_comment_id }) => ({
      pageId: page_id,
      parentCommentId: parent_comment_id,
      ...bodyInput(comment),
    }),
  }),
];

/** The seven names of the second compatibility table, each also with the suffix `_tool`. */
export const sevenTools: Tool[] = rows.flatMap((tool) => underNames(tool, [tool.name, `${tool.name}_tool`]));
