import { z } from "zod";
import { defineTool } from "../tool.ts";
import { newContentEndpoints, newContentTargets, prepareNewContent } from "./new-content.ts";
import { otherPlace, otherShape } from "./other-content.ts";

export const createSmartLink = defineTool({
  name: "confluence_create_smart_link",
  title: "Create smart link",
  description:
    "Puts a link to another site into the page tree, where it opens like a page. For a link inside a text, edit the page. Returns it with its id and URL.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    embedUrl: z
      .string()
      .max(2000)
      .regex(/^https?:\/\/\S+$/, "is not an http or https URL")
      .describe("Where it leads: an http or https URL."),
    title: z.string().min(1).max(255).optional().describe("Title. Default: the URL."),
    ...otherPlace,
  }),
  output: otherShape,
  endpoints: newContentEndpoints("embed"),
  targets: newContentTargets,
  example: { embedUrl: "https://example.com/status", title: "Status of our services", spaceId: "ENG" },
  prepare: ({ embedUrl, title = embedUrl.slice(0, 255), ...input }, context) =>
    prepareNewContent(context, "embed", { ...input, title, fields: { embedUrl } }),
});
