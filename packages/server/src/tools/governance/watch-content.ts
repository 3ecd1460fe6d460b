import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { prepareWatch, watchEndpoints, watchShape } from "./watch.ts";

export const watchContent = defineTool({
  name: "confluence_watch_content",
  title: "Watch content",
  description: "Lets the connected account be notified by Confluence of changes to a page or other content.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ contentId: parameter.contentId }),
  output: watchShape,
  endpoints: ["v1.addContentWatcher", ...watchEndpoints],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "ENG:Sluice" },
  prepare: ({ contentId }, context) => prepareWatch(contentId, true, "confluence_unwatch_content", context),
});
