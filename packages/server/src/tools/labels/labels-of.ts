import { nextCursor } from "../cursor.ts";
import type { V2Label, V2List } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";

/** Kinds of content that carry labels, and the operation that lists them. */
export const labelledContent = {
  page: "getPageLabels",
  blogpost: "getBlogPostLabels",
  attachment: "getAttachmentLabels",
} as const;

export type LabelledContent = keyof typeof labelledContent;

/** All labels of a page, blog post or attachment. */
export async function labelsOf({ confluence }: ToolContext, id: string, type: LabelledContent): Promise<V2Label[]> {
  const labels: V2Label[] = [];
  let cursor: string | undefined;
  do {
    const { results, _links } = await confluence.call<V2List<V2Label>>(labelledContent[type], {
      path: { id },
      query: { limit: 250, cursor },
      what: `the labels of ${type} ${id}`,
    });
    labels.push(...results.map(({ id: labelId, name, prefix }) => ({ id: labelId, name, prefix })));
    cursor = nextCursor(_links);
  } while (cursor !== undefined);
  return labels;
}
