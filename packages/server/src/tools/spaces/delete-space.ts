import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { longTaskEndpoint, waitForTask } from "../long-task.ts";
import { resolveSpace } from "../references.ts";
import { toSpace } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { administer } from "./administer.ts";
import { spaceOfKey } from "./new-space.ts";

export const deleteSpace = defineTool({
  name: "confluence_delete_space",
  title: "Delete space",
  description:
    "Deletes a whole space with everything in it, for good. Only a person who is an admin may; for an agent it is always refused, so do not try: ask a person, or archive the space with confluence_update_space.",
  group: "Spaces",
  effect: "delete",
  idempotent: false,
  input: z.strictObject({
    spaceId: parameter.spaceId,
    confirmKey: z.string().describe("The space's key once more, exactly as it is."),
  }),
  output: z.object({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    /** False while Confluence is still at it. */
    deleted: z.boolean(),
    taskId: z.string().optional(),
  }),
  endpoints: ["v1.deleteSpace", longTaskEndpoint, "getSpaces", "getSpaceById"],
  targets: ({ spaceId }) => [{ kind: "space", ref: spaceId }],
  action: () => ({ group: "Spaces", effect: "delete", deletesSpace: true }),
  example: { spaceId: "HQ", confirmKey: "HQ" },
  async prepare({ spaceId, confirmKey }, context) {
    const space = await resolveSpace(context, spaceId);
    const { id, key, name } = space;
    if (confirmKey !== key) {
      throw new TributaryError("invalid_input", `The space "${name}" has the key ${key}, not ${confirmKey}.`, {
        hint: "Type the key of the space that shall be deleted as confirmKey.",
      });
    }
    const data = (deleted: boolean, taskId?: string) => ({
      data: { id, key, name, deleted, ...(taskId !== undefined && { taskId }) },
    });
    return {
      preview: {
        summary: `Delete the space "${name}" (${key}) with everything in it.`,
        changes: [
          { kind: "space", id, title: name, spaceId: id, url: toSpace(space, context.site).url, before: { key, name } },
        ],
        irreversible: "Confluence deletes a space for good, without its trash",
      },
      async commit() {
        const what = `the deletion of the space ${key}`;
        const task = await administer(space, () =>
          context.confluence.call<{ id: string }>("v1.deleteSpace", { path: { spaceKey: key }, what }),
        );
        if (!(await waitForTask(context, task.id, what))) return data(false, task.id);
        if ((await spaceOfKey(context, key)) === undefined) return data(true);
        throw new TributaryError("upstream_error", `Confluence said the space ${key} was deleted, but it is there.`, {
          hint: "Delete it in the space's settings in Confluence.",
        });
      },
      settle: async (reader) =>
        (await spaceOfKey(reader, key)) === undefined ? { outcome: "done", ...data(true) } : { outcome: "unknown" },
    };
  },
});
