import { z } from "zod";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { listPage } from "../list-page.ts";
import { resolveSpaceId } from "../references.ts";
import type { V2Label } from "../shapes.ts";
import { parameter, type ToolContext } from "../tool.ts";
import { toLabel } from "./labels-of.ts";

/** The parameters of lists of labels that are too long to be given whole. */
export const labelListParameters = {
  sort: z
    .enum(["name", "-name", "created-date", "-created-date"])
    .optional()
    .describe("Default: oldest first; - for the other way round."),
  limit: parameter.limit(250, 100),
  cursor: parameter.cursor,
};

/** Confluence filters labels of a space by these only. */
export const spaceLabelPrefix = z
  .enum(["my", "team"])
  .optional()
  .describe("Only the account's own, or only the team's.");

export const spaceOfLabels = parameter.spaceId.optional().describe("Space: id or key; not needed with cursor.");

type Query = {
  prefix?: string | undefined;
  sort?: string | undefined;
  limit: number;
  cursor?: string | undefined;
};

/** One page of labels: of the space named, or of the site. */
export const labelList = (
  context: ToolContext,
  tool: string,
  key: EndpointKey,
  { cursor, prefix, sort, limit, ...named }: Query & { spaceId?: string | undefined },
) =>
  listPage<V2Label, V2Label>(context, {
    tool,
    cursor,
    first: async () => ({
      key,
      ...("spaceId" in named && { path: { id: await resolveSpaceId(context, named.spaceId ?? "") } }),
      query: { limit, prefix, sort },
    }),
    item: toLabel,
    what: "the labels",
  });
