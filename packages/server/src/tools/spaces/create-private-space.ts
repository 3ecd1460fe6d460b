import { z } from "zod";
import { spaceShape } from "../shapes.ts";
import { defineTool } from "../tool.ts";
import { newSpace, newSpaceEndpoints, prepareSpace } from "./new-space.ts";

export const createPrivateSpace = defineTool({
  name: "confluence_create_private_space",
  title: "Create private space",
  description: "Creates a space that only the connected account may see. Returns the space.",
  group: "Spaces",
  effect: "write",
  idempotent: false,
  input: z.strictObject(newSpace),
  output: spaceShape,
  endpoints: ["v1.createPrivateSpace", ...newSpaceEndpoints],
  targets: ({ key }) => [{ kind: "space", ref: key }],
  action: () => ({ group: "Spaces", effect: "write", createsSpace: true }),
  example: { key: "DESK", name: "My desk" },
  prepare: ({ key, name, description }, context) =>
    prepareSpace(context, { key, name, description }, "v1.createPrivateSpace"),
});
