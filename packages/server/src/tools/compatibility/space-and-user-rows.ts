import { z } from "zod";
import { searchUsers } from "../search/search-users.ts";
import { createPrivateSpace } from "../spaces/create-private-space.ts";
import { createSpace } from "../spaces/create-space.ts";
import { deleteSpace } from "../spaces/delete-space.ts";
import { getSpace } from "../spaces/get-space.ts";
import { getSpaceContents } from "../spaces/get-space-contents.ts";
import { listSpaces } from "../spaces/list-spaces.ts";
import { getAnonymousUser } from "../users/get-anonymous-user.ts";
import { getAuditLogs } from "../users/get-audit-logs.ts";
import { getCurrentUser } from "../users/get-current-user.ts";
import { alias } from "./alias.ts";
import {
  descriptionOf,
  expandList,
  paged,
  pagedFreely,
  ref,
  spaceDescription,
  spaceRef,
  texts,
  unusedObject,
  upTo,
} from "./parameters.ts";

const spaceKey = z.string().min(1).describe("Key: short, letters and digits, for good.");
const spaceName = z.string().min(1).max(200).describe("Name people see.");

export const spaceAndUserRows = [
  alias({
    name: "Get Spaces",
    tool: listSpaces,
    input: z.strictObject({
      expand: expandList,
      label: texts("Only spaces with one of these labels."),
      ...paged,
      spaceKey: texts("Only spaces with these keys."),
      status: z.string().optional().describe("current or archived."),
      type: z.string().optional().describe("global, personal, collaboration or knowledge_base."),
    }),
    toInput: ({ label, spaceKey, status, type }) => ({ labels: label, keys: spaceKey, status, type }),
    example: { type: "global", start: 1, limit: 2 },
  }),
  alias({
    name: "Get Space by ID",
    tool: getSpace,
    input: z.strictObject({ id: spaceRef }),
    toInput: ({ id }) => ({ spaceId: id }),
    example: { id: "ENG" },
  }),
  alias({
    name: "Get Space Contents",
    tool: getSpaceContents,
    input: z.strictObject({
      ...pagedFreely,
      postingDay: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/, "write the day as 2026-11-20")
        .optional()
        .describe("Only blog posts of this day, such as 2026-11-20 (UTC)."),
      spaceKey: spaceRef,
      status: z.string().optional().describe("current, archived or trashed."),
      type: z.enum(["page", "blogpost"]).optional().describe("Default: page."),
    }),
    toInput: ({ postingDay, spaceKey, status, type }) => ({
      spaceId: spaceKey,
      status,
      type: type ?? (postingDay === undefined ? "page" : "blogpost"),
    }),
    keep: ({ postingDay }, item) =>
      postingDay === undefined || (item.type === "blogpost" && String(item.createdAt).startsWith(postingDay)),
    example: { spaceKey: "ENG", type: "blogpost", limit: 3 },
  }),
  alias({
    name: "Create Space",
    tool: createSpace,
    input: z.strictObject({
      description: spaceDescription,
      key: spaceKey,
      metadata: unusedObject("add labels to the space in Confluence"),
      name: spaceName,
      type: z.enum(["global"]).optional().describe("Personal spaces belong to people and are made by them."),
    }),
    toInput: ({ description, key, name }) => ({ key, name, description: descriptionOf(description) }),
    example: { key: "LAB", name: "Laboratory", description: { plain: { value: "What we try out." } } },
  }),
  alias({
    name: "Create Private Space",
    tool: createPrivateSpace,
    input: z.strictObject({ description: spaceDescription, key: spaceKey, name: spaceName }),
    toInput: ({ description, key, name }) => ({ key, name, description: descriptionOf(description) }),
    example: { key: "MYLAB", name: "My laboratory" },
  }),
  alias({
    name: "Delete Space",
    tool: deleteSpace,
    input: z.strictObject({ space_key: z.string().min(1).describe("The space's key, exactly as it is.") }),
    toInput: ({ space_key }) => ({ spaceId: space_key, confirmKey: space_key }),
    example: { space_key: "RAPIDS" },
  }),
  alias({
    name: "Get Current User",
    tool: getCurrentUser,
    input: z.strictObject({}),
    toInput: () => ({}),
    example: {},
  }),
  alias({
    name: "Get Anonymous User",
    tool: getAnonymousUser,
    input: z.strictObject({}),
    toInput: () => ({}),
    example: {},
  }),
  alias({
    name: "Search Users",
    tool: searchUsers,
    input: z.strictObject({
      accountId: ref("Account id, or a name. Default: everybody.").optional(),
      cursor: z.string().min(1).optional().describe("Cursor of the answer before."),
      limit: paged.limit,
    }),
    toInput: ({ accountId, cursor, limit }) => ({ query: accountId, cursor, limit: upTo(200, limit) }),
    example: { accountId: "Ilse" },
  }),
  alias({
    name: "Get Audit Logs",
    tool: getAuditLogs,
    input: z.strictObject({
      from_: z.string().optional().describe("Only since this date, such as 2026-11-01."),
      ...pagedFreely,
      searchString: ref("Only records with this text.").optional(),
      to: z.string().optional().describe("Only until this date."),
    }),
    toInput: ({ from_, searchString, to }) => ({ from: dateOf(from_), to: dateOf(to), search: searchString }),
    example: { limit: 5 },
  }),
];

/** Dates also come as milliseconds since 1970, which is how Confluence's API has them. */
const dateOf = (text: string | undefined) =>
  text !== undefined && /^\d{11,}$/.test(text) ? new Date(Number(text)).toISOString() : text;
