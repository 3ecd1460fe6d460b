import { z } from "zod";
import type { ToolContext } from "../tool.ts";

/** A word on a page that says how far it is, such as "In progress". */
export const stateShape = z.object({ name: z.string(), color: z.string() });

export const contentStateShape = z.object({
  contentId: z.string(),
  /** Absent = it has none. */
  state: stateShape.optional(),
  since: z.string().optional(),
  /** What it could be given. */
  available: z.array(stateShape).optional(),
});

export type State = { id: number; name: string; color: string };
export type Standing = { state?: State; since?: string };

export const statusOf = z
  .enum(["current", "draft"])
  .default("current")
  .describe("What is published, or its unpublished draft.");

/** Confluence answers with nothing, or an empty object, for content without a state. */
export async function readState(
  { confluence }: ToolContext,
  id: string,
  status: "current" | "draft",
): Promise<Standing> {
  const answer = await confluence.call<{ contentState?: State | null; lastUpdated?: string } | undefined>(
    "v1.getContentState",
    { path: { id }, query: { status }, what: `the state of content ${id}` },
  );
  const { contentState, lastUpdated } = answer ?? {};
  return { ...(contentState && { state: contentState }), ...(contentState && lastUpdated && { since: lastUpdated }) };
}

/** The states the space suggests and the account's own last ones. */
export async function availableStates({ confluence }: ToolContext, id: string): Promise<State[]> {
  const { spaceContentStates = [], customContentStates = [] } = await confluence.call<{
    spaceContentStates?: State[];
    customContentStates?: State[];
  }>("v1.getAvailableContentStates", { path: { id }, what: `the states content ${id} may have` });
  return [...spaceContentStates, ...customContentStates];
}

export const showState = ({ name, color }: State): z.input<typeof stateShape> => ({ name, color });

export const toContentState = (contentId: string, { state, since }: Standing): z.input<typeof contentStateShape> => ({
  contentId,
  ...(state !== undefined && { state: showState(state) }),
  ...(since !== undefined && { since }),
});
