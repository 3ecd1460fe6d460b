import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { contentChange, contentInWords, nameContent, namedContentEndpoints } from "../named-content.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Written } from "../write.ts";

export const watchShape = z.object({ contentId: z.string(), watching: z.boolean() });

export const watchEndpoints = ["v1.getContentWatchStatus", ...namedContentEndpoints] as const satisfies EndpointKey[];

/** Puts the connected account among the watchers of content, or takes it out. */
export async function prepareWatch(
  ref: string,
  watching: boolean,
  undoTool: string,
  context: ToolContext,
): Promise<Prepared<z.input<typeof watchShape>>> {
  const content = await nameContent(context, ref);
  const { id } = content;
  const isWatching = async ({ confluence }: ToolContext) =>
    (
      await confluence.call<{ watching: boolean }>("v1.getContentWatchStatus", {
        path: { contentId: id },
        what: `the watch on ${contentInWords(content)}`,
      })
    ).watching;
  const before = await isWatching(context);
  const written: Written<z.input<typeof watchShape>> = {
    data: { contentId: id, watching },
    undo: before === watching ? [] : [{ tool: undoTool, arguments: { contentId: id } }],
  };
  return {
    preview: {
      summary: `${watching ? "Watch" : "Stop watching"} ${contentInWords(content)}.`,
      changes: [
        {
          ...contentChange(content),
          ...(before !== watching && { before: { watching: before }, after: { watching } }),
        },
      ],
    },
    async commit() {
      if (before === watching) return written;
      await context.confluence.call(watching ? "v1.addContentWatcher" : "v1.removeContentWatcher", {
        path: { contentId: id },
        what: `the watch on ${contentInWords(content)}`,
      });
      if ((await isWatching(context)) === watching) return written;
      throw new TributaryError(
        "upstream_error",
        `Confluence accepted the change of the watch on ${contentInWords(content)} but did not make it.`,
        { hint: "Set it in Confluence, with the eye at the top of the page." },
      );
    },
    settle: async (reader) =>
      (await isWatching(reader)) === watching ? { outcome: "done", ...written } : { outcome: "not_done" },
  };
}
