import { z } from "zod";
import { contentIdOf } from "../named-content.ts";
import { defineTool, parameter } from "../tool.ts";
import { availableStates, contentStateShape, readState, showState, statusOf, toContentState } from "./content-state.ts";

export const getContentState = defineTool({
  name: "confluence_get_content_state",
  title: "Get content state",
  description:
    'Reads the state a page or blog post carries beside its title, such as "In progress"; without one, state is absent. With available it also lists the states it could be given, which takes the right to edit it.',
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({
    contentId: parameter.contentId,
    status: statusOf,
    available: z.boolean().default(false).describe("List the states it may have too."),
  }),
  output: contentStateShape,
  endpoints: ["v1.getContentState", "v1.getAvailableContentStates", "getPages", "getSpaces"],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "HQ:Rillmark Home", available: true },
  async run({ contentId, status, available }, context) {
    const id = await contentIdOf(context, contentId);
    const state = toContentState(id, await readState(context, id, status));
    return available ? { ...state, available: (await availableStates(context, id)).map(showState) } : state;
  },
});
