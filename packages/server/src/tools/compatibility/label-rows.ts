import { z } from "zod";
import { addLabels } from "../labels/add-labels.ts";
import { listLabels } from "../labels/list-labels.ts";
import { listSiteLabels } from "../labels/list-site-labels.ts";
import { listSpaceContentLabels } from "../labels/list-space-content-labels.ts";
import { listSpaceLabels } from "../labels/list-space-labels.ts";
import { alias } from "./alias.ts";
import { blogPostRef, labelList, labelNames, paged, pagedFreely, pageRef, ref, spaceRef } from "./parameters.ts";

export const labelRows = [
  alias({
    name: "Add Content Label",
    tool: addLabels,
    input: z.strictObject({ id: ref("Content: id or URL; a page also as SPACE:Title."), labels: labelList.min(1) }),
    toInput: ({ id, labels }) => ({ contentId: id, labels: labelNames(labels) }),
    example: { id: "ENG:Sluice", labels: ["reviewed"] },
  }),
  alias({
    name: "Get Labels",
    tool: listSiteLabels,
    input: z.strictObject(pagedFreely),
    toInput: () => ({}),
    example: { start: 3, limit: 4 },
  }),
  alias({
    name: "Get Page Labels",
    tool: listLabels,
    input: z.strictObject({ id: pageRef, ...paged }),
    toInput: ({ id }) => ({ contentId: id, contentType: "page" }),
    example: { id: "ENG:Sluice" },
  }),
  alias({
    name: "Get Blogpost Labels",
    tool: listLabels,
    input: z.strictObject({ id: blogPostRef, ...paged }),
    toInput: ({ id }) => ({ contentId: id, contentType: "blogpost" }),
    example: { id: "ENG:Replaying a flood on a laptop" },
  }),
  alias({
    name: "Get Labels for Space",
    tool: listSpaceLabels,
    input: z.strictObject({ id: spaceRef, ...pagedFreely }),
    toInput: ({ id }) => ({ spaceId: id }),
    example: { id: "ENG" },
  }),
  alias({
    name: "Get Labels for Space Content",
    tool: listSpaceContentLabels,
    input: z.strictObject({
      id: spaceRef,
      ...pagedFreely,
      prefix: z.string().optional().describe("Only labels of this kind: global, my, team or system."),
    }),
    toInput: ({ id, prefix }) => ({ spaceId: id, ...((prefix === "my" || prefix === "team") && { prefix }) }),
    keep: ({ prefix }, label) => prefix === undefined || label.prefix === prefix,
    example: { id: "ENG", prefix: "global", limit: 5 },
  }),
];
