import { z } from "zod";
import { listAttachmentLabels } from "../attachments/list-attachment-labels.ts";
import { listAttachments } from "../attachments/list-attachments.ts";
import { getRestrictions } from "../governance/get-restrictions.ts";
import { createWhiteboard } from "../other-content/create-whiteboard.ts";
import { createPage } from "../pages/create-page.ts";
import { deletePage } from "../pages/delete-page.ts";
import { getPage } from "../pages/get-page.ts";
import { getPageLikes } from "../pages/get-page-likes.ts";
import { listAncestors } from "../pages/list-ancestors.ts";
import { listChildPages } from "../pages/list-child-pages.ts";
import { listPageVersions } from "../pages/list-page-versions.ts";
import { listPages } from "../pages/list-pages.ts";
import { updatePage } from "../pages/update-page.ts";
import { searchContent } from "../search/search-content.ts";
import { alias } from "./alias.ts";
import { anyBody, readBody } from "./body.ts";
import { expandList, expandText, newVersion, paged, pageRef, ref, spaceRef, texts, versionOf } from "./parameters.ts";
import { staysInSpace } from "./stays-in-space.ts";

const onlyPage = z.enum(["page"]);

/** `title` and `desc` as `-title`; `created` and `modified` as Confluence's v2 API writes them. */
function sortBy(sort: string | undefined, direction: string | undefined): string | undefined {
  if (sort === undefined) return direction?.toLowerCase() === "desc" ? "-id" : undefined;
  const bare = sort.replace(/^-/, "").replace(/^(created|modified)(Date)?$/, "$1-date");
  const down = direction === undefined ? sort.startsWith("-") : direction.toLowerCase() === "desc";
  return down ? `-${bare}` : bare;
}

export const pageRows = [
  alias({
    name: "Create Page",
    tool: createPage,
    input: z.strictObject({
      body: anyBody,
      parentId: ref("Page to put it under.").optional(),
      spaceId: spaceRef,
      title: z.string().min(1).max(255).describe("Title, unique in its space."),
      type: onlyPage.default("page").describe("For blog posts there is Create Blogpost."),
    }),
    toInput: ({ body, parentId, spaceId, title }) => ({ spaceId, title, parentId, ...readBody(body) }),
    example: {
      spaceId: "ENG",
      title: "Sluice gate timings",
      body: { storage: { value: "<p>Each gate takes four minutes.</p>", representation: "storage" } },
    },
  }),
  alias({
    name: "Update Page",
    tool: updatePage,
    input: z.strictObject({
      body: anyBody,
      id: pageRef,
      spaceId: spaceRef.describe("The space it is in: id or key."),
      title: z.string().min(1).max(255).describe("Title it has then."),
      type: onlyPage.default("page").describe("For blog posts there is Update Blogpost."),
      version: newVersion,
    }),
    toInput: ({ body, id, title, version }) => ({ pageId: id, title, ...readBody(body), ...versionOf(version) }),
    check: staysInSpace,
    example: {
      id: "ENG:Sluice",
      spaceId: "ENG",
      title: "Sluice",
      body: { value: "<p>Takes in what the gauges send.</p>", representation: "storage" },
      version: { number: 2, message: "Shorter" },
    },
  }),
  alias({
    name: "Delete Page",
    tool: deletePage,
    input: z.strictObject({ id: pageRef }),
    toInput: ({ id }) => ({ pageId: id }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Get Page by ID",
    tool: getPage,
    input: z.strictObject({
      draft: z.boolean().optional().describe("Read the unpublished draft."),
      id: pageRef,
      version: z.number().int().min(1).optional().describe("An older version's number."),
    }),
    toInput: ({ id, draft, version }) => ({ pageId: id, draft, version, format: "storage" }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Get Pages",
    tool: listPages,
    input: z.strictObject({
      authorId: ref("Only pages created by this account id.").optional(),
      direction: z.string().optional().describe("asc or desc."),
      expand: expandList,
      label: texts("Only pages with all these labels."),
      ...paged,
      sort: z.string().optional().describe("id, title, created-date or modified-date."),
      spaceId: spaceRef.optional(),
      status: z.string().optional().describe("current, archived, trashed or deleted."),
      type: onlyPage.optional().describe("For blog posts there is Get Blogposts."),
    }),
    toInput: ({ authorId, direction, label, sort, spaceId, status }) => ({
      author: authorId,
      labels: label,
      sort: sortBy(sort, direction),
      spaceId,
      status,
    }),
    example: { spaceId: "ENG", sort: "title", direction: "desc", start: 2, limit: 3 },
  }),
  alias({
    name: "Get Child Pages",
    tool: listChildPages,
    input: z.strictObject({ id: pageRef, ...paged }),
    toInput: ({ id }) => ({ pageId: id }),
    example: { id: "ENG:Services", start: 1, limit: 2 },
  }),
  alias({
    name: "Get Page Ancestors",
    tool: listAncestors,
    input: z.strictObject({ id: pageRef }),
    toInput: ({ id }) => ({ pageId: id }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Get Page Like Count",
    tool: getPageLikes,
    input: z.strictObject({ id: pageRef }),
    toInput: ({ id }) => ({ pageId: id }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Get Page Versions",
    tool: listPageVersions,
    input: z.strictObject({ id: pageRef, ...paged }),
    toInput: ({ id }) => ({ pageId: id }),
    example: { id: "ENG:Sluice", limit: 5 },
  }),
  alias({
    name: "Get Attachments",
    tool: listAttachments,
    input: z.strictObject({
      ...paged,
      mediaType: ref("Only files of this type, such as image/png.").optional(),
      pageId: pageRef,
    }),
    toInput: ({ mediaType, pageId }) => ({ contentId: pageId, contentType: "page", mediaType }),
    example: { pageId: "ENG:Services", limit: 5 },
  }),
  alias({
    name: "Get Attachment Labels",
    tool: listAttachmentLabels,
    input: z.strictObject({ id: ref("Attachment id (att…)."), ...paged }),
    toInput: ({ id }) => ({ attachmentId: id }),
    example: { id: "att87419" },
  }),
  alias({
    name: "Get Content Restrictions",
    tool: getRestrictions,
    input: z.strictObject({ expand: expandList, id: ref("Content: id or URL; a page also as SPACE:Title.") }),
    toInput: ({ id }) => ({ contentId: id }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Create Whiteboard",
    tool: createWhiteboard,
    input: z.strictObject({
      parentId: ref("Content to put it under.").optional(),
      spaceId: spaceRef,
      title: z.string().min(1).max(255).optional().describe("Default: Untitled whiteboard."),
    }),
    toInput: ({ parentId, spaceId, title = "Untitled whiteboard" }) => ({ parentId, spaceId, title }),
    example: { spaceId: "ENG", title: "Retrospective of November" },
  }),
  alias({
    name: "Search Content",
    tool: searchContent,
    input: z.strictObject({
      expand: expandText,
      ...paged,
      query: ref("Words of the title or the text."),
      spaceKey: ref("Only in this space.").optional(),
    }),
    toInput: ({ query, spaceKey }) => ({ query, spaceId: spaceKey }),
    example: { query: "release checklist", spaceKey: "ENG", limit: 3 },
  }),
];
