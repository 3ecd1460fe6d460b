import { z } from "zod";
import { defineTool } from "../tool.ts";
import { newContentEndpoints, newContentTargets, prepareNewContent } from "./new-content.ts";
import { otherPlace, otherShape } from "./other-content.ts";

export const createDatabase = defineTool({
  name: "confluence_create_database",
  title: "Create database",
  description:
    "Creates an empty database for people to fill: Confluence's API cannot write its rows. For a table with content put one on a page. Returns it with its id and URL.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    title: z.string().min(1).max(255).describe("Title."),
    private: z.boolean().default(false).describe("Only the connected account sees it."),
    ...otherPlace,
  }),
  output: otherShape,
  endpoints: newContentEndpoints("database"),
  targets: newContentTargets,
  example: { title: "Gauges in the field", spaceId: "ENG" },
  prepare: ({ private: isPrivate, ...input }, context) =>
    prepareNewContent(context, "database", { ...input, isPrivate }),
});
