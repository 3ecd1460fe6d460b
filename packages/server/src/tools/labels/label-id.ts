import type { ToolContext } from "../tool.ts";

/** The id of a label by its name, in one request; a number is an id already. Throws `not_found` when nothing carries it. */
export async function labelIdOf({ confluence }: ToolContext, label: string): Promise<string> {
  if (/^\d+$/.test(label)) return label;
  const name = label.toLowerCase();
  const found = await confluence.call<{ label: { id: string | number } }>("v1.getAllLabelContent", {
    query: { name, limit: 1 },
    what: `the label ${name}`,
  });
  return String(found.label.id);
}
