import { z } from "zod";
import { defineTool, parameter } from "../tool.ts";
import { prepareWatch, watchEndpoints, watchShape } from "./watch.ts";

export const unwatchContent = defineTool({
  name: "confluence_unwatch_content",
  title: "Unwatch content",
  description: "Ends the notifications of changes to a page or other content for the connected account.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ contentId: parameter.contentId }),
  output: watchShape,
  endpoints: ["v1.removeContentWatcher", ...watchEndpoints],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "HQ:Rillmark Home" },
  prepare: ({ contentId }, context) => prepareWatch(contentId, false, "confluence_watch_content", context),
});
