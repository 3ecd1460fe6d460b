import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { contentChange, contentInWords, nameContent, namedContentEndpoints } from "../named-content.ts";
import { defineTool, parameter } from "../tool.ts";
import type { Undo, Written } from "../write.ts";
import {
  availableStates,
  contentStateShape,
  readState,
  type Standing,
  type State,
  statusOf,
  toContentState,
} from "./content-state.ts";

const name = "confluence_set_content_state";

export const setContentState = defineTool({
  name,
  title: "Set content state",
  description:
    'Gives a page or blog post a state such as "Ready for review", or takes it away (remove). Names are those confluence_get_content_state lists; a new name needs a color. Confluence makes a new version for it, with the text as it is.',
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    contentId: parameter.contentId,
    state: z.string().min(1).max(20).optional().describe("Name of the state."),
    color: z
      .string()
      .regex(/^#[\da-fA-F]{6}$/, "a color is written #rrggbb")
      .optional()
      .describe("Color of a new state: #rrggbb."),
    remove: z.boolean().default(false).describe("Take the state away instead."),
    status: statusOf,
  }),
  output: contentStateShape,
  endpoints: [
    "v1.getContentState",
    "v1.setContentState",
    "v1.removeContentState",
    "v1.getAvailableContentStates",
    ...namedContentEndpoints,
  ],
  targets: ({ contentId }) => [{ kind: "content", ref: contentId }],
  example: { contentId: "HQ:Rillmark Home", state: "In progress" },
  async prepare({ contentId, state, color, remove, status }, context) {
    if (remove === (state !== undefined)) {
      throw new TributaryError("invalid_input", "Either a state is given or remove is true.", {
        hint: 'Pass state, such as "In progress", or remove: true.',
      });
    }
    const content = await nameContent(context, contentId);
    const { id } = content;
    const before = await readState(context, id, status);
    const wanted = state === undefined ? undefined : chosen(state, color, await availableStates(context, id));
    const reached = (now: Standing) => matches(now.state, wanted);
    const same = reached(before);
    const written = (now: Standing): Written<z.input<typeof contentStateShape>> => ({
      data: toContentState(id, now),
      undo: same ? [] : [undoOf(id, status, before.state)],
    });
    return {
      preview: {
        summary:
          wanted === undefined
            ? `Take the state off ${contentInWords(content)}.`
            : `Give ${contentInWords(content)} the state "${wanted.name}".`,
        changes: [
          {
            ...contentChange(content),
            ...(content.version !== undefined && { baseVersion: content.version }),
            ...(!same && { before: { state: before.state?.name ?? "" }, after: { state: wanted?.name ?? "" } }),
          },
        ],
      },
      async commit() {
        if (same) return written(before);
        const request = { path: { id }, query: { status }, what: `the state of ${contentInWords(content)}` };
        if (wanted === undefined) await context.confluence.call("v1.removeContentState", request);
        else await context.confluence.call("v1.setContentState", { ...request, body: wanted });
        const now = await readState(context, id, status);
        if (reached(now)) return written(now);
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the state of ${contentInWords(content)} but did not set it.`,
          { hint: "States may be switched off in this space: ask its administrator." },
        );
      },
      async settle(reader) {
        const now = await readState(reader, id, status);
        return reached(now) ? { outcome: "done", ...written(now) } : { outcome: "not_done" };
      },
    };
  },
});

type Wanted = { id?: number; name: string; color: string };

/** A state there is, by its name; otherwise a new one, which needs a color. */
function chosen(wantedName: string, color: string | undefined, available: State[]): Wanted {
  const sameName = available.filter(({ name: given }) => given.toLowerCase() === wantedName.toLowerCase());
  const found = sameName.find((one) => color === undefined || one.color.toLowerCase() === color.toLowerCase());
  if (found !== undefined) return { id: found.id, name: found.name, color: found.color };
  if (color !== undefined) return { name: wantedName, color };
  throw new TributaryError("not_found", `There is no state "${wantedName}" here.`, {
    hint: `Use one of ${available.map((one) => one.name).join(", ")}, or pass a color to make a new one.`,
  });
}

function matches(now: State | undefined, wanted: Wanted | undefined): boolean {
  if (now === undefined || wanted === undefined) return now === undefined && wanted === undefined;
  return now.name === wanted.name && now.color.toLowerCase() === wanted.color.toLowerCase();
}

const undoOf = (contentId: string, status: string, before: State | undefined): Undo => ({
  tool: name,
  arguments: {
    contentId,
    status,
    ...(before === undefined ? { remove: true } : { state: before.name, color: before.color }),
  },
});
