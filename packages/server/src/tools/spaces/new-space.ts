import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { type spaceShape, toSpace, type V2List, type V2Space } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Written } from "../write.ts";

/** What names a new space, for everybody or for its maker alone. */
export const newSpace = {
  key: z
    .string()
    .regex(/^[A-Za-z0-9]{1,255}$/, "a key has letters and digits only")
    .describe("Key: short, letters and digits, for good."),
  name: z.string().min(1).max(200).describe("Name people see."),
  description: z.string().optional().describe("Description, as plain text."),
};

type NewSpace = { key: string; name: string; description?: string | undefined };

export const newSpaceEndpoints = ["createSpace", "getSpaces", "getSpaceById"] as const satisfies readonly EndpointKey[];

/** REST v2 creates spaces on sites with space roles only, so v1 comes first; v2 is asked where v1 has been removed. */
export async function prepareSpace(
  context: ToolContext,
  space: NewSpace,
  v1: "v1.createSpace" | "v1.createPrivateSpace",
): Promise<Prepared<z.input<typeof spaceShape>>> {
  const { key, name } = space;
  const secret = v1 === "v1.createPrivateSpace";
  const startedAt = context.now();
  const written = (made: V2Space): Written<z.input<typeof spaceShape>> => ({
    data: toSpace(made, context.site),
    undo: [{ tool: "confluence_delete_space", arguments: { spaceId: made.id, confirmKey: made.key } }],
  });
  await refuseTaken(context, key);
  return {
    preview: {
      summary: `Create the ${secret ? "private " : ""}space "${name}" with the key ${key}.`,
      changes: [{ kind: "space", title: name, after: { ...space, private: secret } }],
    },
    async commit() {
      await send(context, space, v1);
      const made = await spaceOfKey(context, key);
      if (made !== undefined) return written(made);
      throw new TributaryError("upstream_error", `Confluence accepted the space ${key} but did not make it.`, {
        hint: "List the spaces; a private one may be hidden from the connected account.",
      });
    },
    async settle(reader) {
      const made = await spaceOfKey(reader, key);
      // Confluence's clock and ours may differ by some seconds.
      const ours = made !== undefined && Date.parse(made.createdAt ?? "") > startedAt - 30_000;
      return ours ? { outcome: "done", ...written(made) } : { outcome: "not_done" };
    },
  };
}

async function send(
  { confluence }: ToolContext,
  { key, name, description }: NewSpace,
  v1: "v1.createSpace" | "v1.createPrivateSpace",
): Promise<void> {
  const what = `the new space ${key}`;
  const plain = description === undefined ? undefined : { value: description, representation: "plain" };
  try {
    await confluence.call(v1, { body: { key, name, ...(plain && { description: { plain } }) }, what });
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "endpoint_gone") throw error;
    const secret = v1 === "v1.createPrivateSpace";
    const body = { key, name, ...(plain && { description: plain }), ...(secret && { createPrivateSpace: true }) };
    await confluence.call("createSpace", { body, what }).catch(() => {
      throw error;
    });
  }
}

async function refuseTaken(context: ToolContext, key: string): Promise<void> {
  const taken = await spaceOfKey(context, key);
  if (taken === undefined) return;
  throw new TributaryError("conflict", `The key ${taken.key} belongs to the space "${taken.name}".`, {
    hint: "Choose another key.",
    details: { spaceId: taken.id },
  });
}

/** The space of this key, in whatever case it is written. */
export async function spaceOfKey(
  { confluence }: ToolContext,
  key: string,
): Promise<(V2Space & { createdAt?: string }) | undefined> {
  const { results } = await confluence.call<V2List<V2Space>>("getSpaces", {
    query: { keys: key, "description-format": "plain", limit: 25 },
    what: `the space ${key}`,
  });
  return results.find((space) => space.key.toLowerCase() === key.toLowerCase());
}
