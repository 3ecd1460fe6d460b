import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { V2List } from "../shapes.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import {
  inTreeInWords,
  type OtherKind,
  otherChange,
  otherContent,
  otherKinds,
  otherReads,
  otherTargets,
  otherTypes,
  readAs,
  readOther,
  toOther,
  type V2Other,
} from "./other-content.ts";

export const deleteContent = defineTool({
  name: "confluence_delete_content",
  title: "Delete content",
  description:
    "Moves a whiteboard, database, folder or smart link to its space's trash, from where only a person can restore it. What is under it does not go along. For pages use confluence_delete_page, for attachments and comments their own tools.",
  group: "Pages",
  effect: "delete",
  idempotent: true,
  input: z.strictObject(otherContent),
  output: z.object({ id: z.string(), type: otherTypes, status: z.literal("trashed") }),
  endpoints: [...Object.values(otherKinds).flatMap((row) => [row.delete, row.children]), ...otherReads],
  targets: otherTargets,
  example: { contentId: "93513" },
  async prepare(input, context) {
    const { kind, row } = await readOther(context, input);
    const { id } = row;
    const inWords = inTreeInWords(kind, row);
    const data = { id, type: kind, status: "trashed" as const };
    const before = toOther(context, kind, row);
    const gone = row.status === "trashed";
    const below = gone ? "" : await childrenInWords(context, kind, id);
    return {
      preview: {
        summary: gone ? `Leave ${inWords} in the trash.` : `Move ${inWords} to the trash.${below}`,
        changes: [
          {
            ...otherChange(context, kind, row),
            baseVersion: before.version,
            before: { status: before.status },
            after: { status: "trashed" },
          },
        ],
        irreversible: `Confluence's API cannot take a ${otherKinds[kind].noun} out of the trash; a person can`,
      },
      async commit() {
        if (gone) return { data };
        await context.confluence.call(otherKinds[kind].delete, { path: { id }, what: inWords });
        if (await isGone(context, kind, id)) return { data };
        throw new TributaryError("upstream_error", `Confluence accepted to delete ${inWords} but did not.`, {
          hint: "Look at it with confluence_get_content and try again.",
        });
      },
      async settle(through) {
        return (await isGone(through, kind, id)) ? { outcome: "done", data } : { outcome: "not_done" };
      },
    };
  },
});

async function isGone(context: ToolContext, kind: OtherKind, id: string): Promise<boolean> {
  try {
    return (await readAs(context, kind, id)).status === "trashed";
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return true;
    throw error;
  }
}

const mostNamed = 5;

/** Confluence archives what stands right below and takes it out of the tree: whoever decides has to know of it. */
async function childrenInWords({ confluence }: ToolContext, kind: OtherKind, id: string): Promise<string> {
  const { results, _links } = await confluence.call<V2List<Pick<V2Other, "title">>>(otherKinds[kind].children, {
    path: { id },
    query: { limit: mostNamed },
    what: `what is under ${id}`,
  });
  if (results.length === 0) return "";
  const names = results.map(({ title }) => `"${title}"`).join(", ");
  return ` What is under it does not go along: ${names}${_links?.next === undefined ? "" : " and more"}.`;
}
