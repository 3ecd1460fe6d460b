import { z } from "zod";
import { defineTool } from "../tool.ts";
import { newContentEndpoints, newContentTargets, prepareNewContent } from "./new-content.ts";
import { otherPlace, otherShape } from "./other-content.ts";

export const createFolder = defineTool({
  name: "confluence_create_folder",
  title: "Create folder",
  description:
    "Creates a folder, which holds pages and other content together in the tree. Its title is unique among the folders of its space. Returns it with its id and URL.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({ title: z.string().min(1).max(255).describe("Title."), ...otherPlace }),
  output: otherShape,
  endpoints: newContentEndpoints("folder"),
  targets: newContentTargets,
  example: { title: "Winter campaign", parentId: "FIELD:Visit handbook" },
  prepare: (input, context) => prepareNewContent(context, "folder", input),
});
