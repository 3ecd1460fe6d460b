import { z } from "zod";
import { defineTool } from "../tool.ts";
import { newContentEndpoints, newContentTargets, prepareNewContent } from "./new-content.ts";
import { otherPlace, otherShape } from "./other-content.ts";

export const createWhiteboard = defineTool({
  name: "confluence_create_whiteboard",
  title: "Create whiteboard",
  description:
    "Creates a whiteboard, empty or from one of Confluence's templates, for people to draw on: its API cannot draw. Returns it with its id and URL.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    title: z.string().min(1).max(255).describe("Title."),
    templateKey: z.string().min(1).optional().describe("Template, such as flow-chart, timeline, simple-retrospective."),
    private: z.boolean().default(false).describe("Only the connected account sees it."),
    ...otherPlace,
  }),
  output: otherShape,
  endpoints: newContentEndpoints("whiteboard"),
  targets: newContentTargets,
  example: { title: "Retrospective of November", spaceId: "ENG", templateKey: "simple-retrospective" },
  prepare: ({ private: isPrivate, templateKey, ...input }, context) =>
    prepareNewContent(context, "whiteboard", {
      ...input,
      isPrivate,
      fields: templateKey === undefined ? {} : { templateKey },
    }),
});
