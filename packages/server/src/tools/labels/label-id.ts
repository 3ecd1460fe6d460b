import { TributaryError } from "../../base/errors.ts";
import type { ToolContext } from "../tool.ts";

/**
 * The id of a label by its name, in one request; a number is an id already. Undefined when nothing carries it: to
 * callers that is as if nothing they may see did, so that names of labels in other spaces cannot be tried out.
 */
export async function labelIdOf({ confluence }: ToolContext, label: string): Promise<string | undefined> {
  if (/^\d+$/.test(label)) return label;
  const name = label.toLowerCase();
  try {
    const found = await confluence.call<{ label: { id: string | number } }>("v1.getAllLabelContent", {
      query: { name, limit: 1 },
      what: `the label ${name}`,
    });
    return String(found.label.id);
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
