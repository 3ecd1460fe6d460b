import { z } from "zod";
import { deleteContentProperty } from "../properties/delete-content-property.ts";
import { deleteSpaceProperty } from "../properties/delete-space-property.ts";
import { listContentProperties } from "../properties/list-content-properties.ts";
import { listSpaceProperties } from "../properties/list-space-properties.ts";
import type { PropertyKind } from "../properties/property-kinds.ts";
import { setContentProperty } from "../properties/set-content-property.ts";
import { setSpaceProperty } from "../properties/set-space-property.ts";
import { alias } from "./alias.ts";
import {
  anyValue,
  blogPostRef,
  byCursor,
  objectIn,
  paged,
  pageRef,
  propertyRef,
  ref,
  spaceRef,
  texts,
  upTo,
  versionOf,
} from "./parameters.ts";
import { contentPropertyKey, spacePropertyKey } from "./property-key.ts";

const key = z.string().min(1).max(255).describe("Key of the property.");
const whiteboardRef = ref("Whiteboard: id or URL.");

/** Says that there is no property of this key yet: the table's Create makes new ones only. */
const isNew = { version: 1 };

const contentProperty = (contentType: PropertyKind, contentId: string) => ({ contentId, contentType });

const page = "ENG:Sluice";
const post = "ENG:Replaying a flood on a laptop";
const whiteboard = "93513";

export const propertyRows = [
  alias({
    name: "Create Page Property",
    tool: setContentProperty,
    input: z.strictObject({ key, page_id: pageRef, value: anyValue }),
    toInput: ({ key, page_id, value }) => ({ ...contentProperty("page", page_id), key, value, ...isNew }),
    example: { page_id: page, key: "reviewed", value: { by: "Bruno" } },
  }),
  alias({
    name: "Create Blogpost Property",
    tool: setContentProperty,
    input: z.strictObject({ id: blogPostRef, key, value: anyValue }),
    toInput: ({ id, key, value }) => ({ ...contentProperty("blogpost", id), key, value: objectIn(value), ...isNew }),
    example: { id: post, key: "reviewed", value: { by: "Bruno" } },
  }),
  alias({
    name: "Create Whiteboard Property",
    tool: setContentProperty,
    input: z.strictObject({ key, value: anyValue, whiteboard_id: whiteboardRef }),
    toInput: ({ key, value, whiteboard_id }) => ({
      ...contentProperty("whiteboard", whiteboard_id),
      key,
      value: objectIn(value),
      ...isNew,
    }),
    example: { whiteboard_id: whiteboard, key: "reviewed", value: { by: "Bruno" } },
  }),
  alias({
    name: "Create Space Property",
    tool: setSpaceProperty,
    input: z.strictObject({
      key,
      spaceId: spaceRef,
      value: anyValue,
      version: z.unknown().optional().meta({ type: "object", description: "{number}; of a new one it is 1." }),
    }),
    toInput: ({ key, spaceId, value, version }) => ({
      spaceId,
      key,
      value: objectIn(value),
      version: versionOf(version).version ?? 1,
    }),
    example: { spaceId: "HQ", key: "reviewed", value: { by: "Bruno" } },
  }),
  alias({
    name: "Update Page Content Property",
    tool: setContentProperty,
    input: z.strictObject({ pageId: pageRef, propertyId: propertyRef, value: anyValue }),
    toInput: ({ pageId, propertyId, value }) => ({
      ...contentProperty("page", pageId),
      key: propertyId,
      value: objectIn(value),
    }),
    look: ({ pageId, propertyId }, context) => contentPropertyKey(context, "page", pageId, propertyId),
    example: { pageId: page, propertyId: "service-catalogue", value: { tier: 2 } },
  }),
  alias({
    name: "Update Blogpost Property",
    tool: setContentProperty,
    input: z.strictObject({ id: blogPostRef, propertyKey: propertyRef, value: anyValue }),
    toInput: ({ id, propertyKey, value }) => ({
      ...contentProperty("blogpost", id),
      key: propertyKey,
      value: objectIn(value),
    }),
    look: ({ id, propertyKey }, context) => contentPropertyKey(context, "blogpost", id, propertyKey),
    example: { id: post, propertyKey: "reviewed", value: { by: "Ilse" } },
  }),
  alias({
    name: "Update Whiteboard Content Property",
    tool: setContentProperty,
    input: z.strictObject({ propertyId: propertyRef, value: anyValue, whiteboardId: whiteboardRef }),
    toInput: ({ propertyId, value, whiteboardId }) => ({
      ...contentProperty("whiteboard", whiteboardId),
      key: propertyId,
      value: objectIn(value),
    }),
    look: ({ propertyId, whiteboardId }, context) =>
      contentPropertyKey(context, "whiteboard", whiteboardId, propertyId),
    example: { whiteboardId: whiteboard, propertyId: "reviewed", value: { by: "Ilse" } },
  }),
  alias({
    name: "Update Space Property",
    tool: setSpaceProperty,
    input: z.strictObject({ propertyKey: propertyRef, spaceKey: spaceRef, value: anyValue }),
    toInput: ({ propertyKey, spaceKey, value }) => ({ spaceId: spaceKey, key: propertyKey, value: objectIn(value) }),
    look: ({ propertyKey, spaceKey }, context) => spacePropertyKey(context, spaceKey, propertyKey),
    example: { spaceKey: "HQ", propertyKey: "review-cycle", value: { weeks: 12 } },
  }),
  alias({
    name: "Delete Page Content Property",
    tool: deleteContentProperty,
    input: z.strictObject({ pageId: pageRef, propertyId: propertyRef }),
    toInput: ({ pageId, propertyId }) => ({ ...contentProperty("page", pageId), key: propertyId }),
    look: ({ pageId, propertyId }, context) => contentPropertyKey(context, "page", pageId, propertyId),
    example: { pageId: page, propertyId: "service-catalogue" },
  }),
  alias({
    name: "Delete Blogpost Property",
    tool: deleteContentProperty,
    input: z.strictObject({ id: blogPostRef, propertyKey: propertyRef }),
    toInput: ({ id, propertyKey }) => ({ ...contentProperty("blogpost", id), key: propertyKey }),
    look: ({ id, propertyKey }, context) => contentPropertyKey(context, "blogpost", id, propertyKey),
    example: { id: post, propertyKey: "reviewed" },
  }),
  alias({
    name: "Delete Whiteboard Content Property",
    tool: deleteContentProperty,
    input: z.strictObject({ propertyId: propertyRef, whiteboardId: whiteboardRef }),
    toInput: ({ propertyId, whiteboardId }) => ({ ...contentProperty("whiteboard", whiteboardId), key: propertyId }),
    look: ({ propertyId, whiteboardId }, context) =>
      contentPropertyKey(context, "whiteboard", whiteboardId, propertyId),
    example: { whiteboardId: whiteboard, propertyId: "reviewed" },
  }),
  alias({
    name: "Delete Space Property",
    tool: deleteSpaceProperty,
    input: z.strictObject({ propertyKey: propertyRef, spaceIdOrKey: spaceRef }),
    toInput: ({ propertyKey, spaceIdOrKey }) => ({ spaceId: spaceIdOrKey, key: propertyKey }),
    look: ({ propertyKey, spaceIdOrKey }, context) => spacePropertyKey(context, spaceIdOrKey, propertyKey),
    example: { spaceIdOrKey: "HQ", propertyKey: "review-cycle" },
  }),
  alias({
    name: "Get Page Content Properties",
    tool: listContentProperties,
    input: z.strictObject({ ...byCursor, page_id: pageRef }),
    toInput: ({ cursor, limit, page_id }) => ({ ...contentProperty("page", page_id), cursor, limit: upTo(250, limit) }),
    example: { page_id: page },
  }),
  alias({
    name: "Get Blog Post Content Properties",
    tool: listContentProperties,
    input: z.strictObject({ blogpost_id: blogPostRef, ...paged }),
    toInput: ({ blogpost_id }) => contentProperty("blogpost", blogpost_id),
    example: { blogpost_id: post },
  }),
  alias({
    name: "Get Space Properties",
    tool: listSpaceProperties,
    input: z.strictObject({ id: spaceRef, key: texts("Only the properties of these keys."), ...paged }),
    toInput: ({ id, key = [] }) => ({ spaceId: id, ...(key.length === 1 && { key: key[0] }) }),
    keep: ({ key = [] }, property) => key.length === 0 || key.includes(String(property.key)),
    example: { id: "HQ" },
  }),
];
