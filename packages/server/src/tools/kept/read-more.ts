import { z } from "zod";
import { readRestHandle } from "../own.ts";
import { defineTool } from "../tool.ts";

export const readMore = defineTool({
  name: "confluence_read_more",
  title: "Read more",
  description:
    "Continues a result that was cut because it was long: pass its meta.next. Returns the next part of the text, or the next items, of the place named by path. When there is still more, meta.next is set again; a cursor goes to the tool the list came from.",
  group: "Pages",
  effect: "read",
  idempotent: true,
  input: z.strictObject({ next: z.string().min(1).describe("meta.next of the result that was cut.") }),
  output: z.object({
    path: z.string(),
    text: z.string().optional(),
    items: z.array(z.unknown()).optional(),
    cursor: z.string().optional(),
  }),
  endpoints: [],
  targets: ({ next }) => [{ kind: "result", ref: next }],
  action: ({ next }) => ({ group: readRestHandle(next).group, effect: "read" }),
  example: { next: "rest_00000000000000000000.Pages" },
  async run({ next }, { own }) {
    const { path, rest, cursor } = await own.results.take(next);
    // A cursor that is itself a handle leads to the next place that was cut; it is told as meta.next.
    return { path, ...(typeof rest === "string" ? { text: rest } : { items: rest }), ...(cursor && { cursor }) };
  },
});
