import { z } from "zod";
import { spaceShape } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { newSpace, newSpaceEndpoints, prepareSpace } from "./new-space.ts";

export const createSpace = defineTool({
  name: "confluence_create_space",
  title: "Create space",
  description:
    "Creates a space that everybody may see who may use the site, with a homepage. For one that only the account itself sees, use confluence_create_private_space. Returns the space.",
  group: "Spaces",
  effect: "write",
  idempotent: false,
  input: z.strictObject(newSpace),
  output: spaceShape,
  endpoints: ["v1.createSpace", ...newSpaceEndpoints],
  targets: ({ key }) => [{ kind: "space", ref: key }],
  action: () => ({ group: "Spaces", effect: "write", createsSpace: true }),
  example: { key: "LAB", name: "Laboratory", description: "Trials and their results." },
  prepare: ({ key, name, description }, context) => prepareSpace(context, { key, name, description }, "v1.createSpace"),
});
