import { isObject } from "../http/json-fields.ts";
import { badRequest } from "../http/refusal.ts";
import type { LabelPrefix } from "../state/records.ts";

const prefixes: readonly LabelPrefix[] = ["global", "my", "team", "system"];
const maxName = 255;

export const readPrefix = (value: unknown): LabelPrefix | undefined => prefixes.find((prefix) => prefix === value);

/** Labels as they are written: `[{prefix, name}]`, or one of them. Throws 400 in the words measured for a missing name. */
export function readLabelNames(value: unknown): { prefix: LabelPrefix; name: string }[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    const { name, prefix: given = "global" } = isObject(item) ? item : {};
    const prefix = readPrefix(given);
    if (typeof name !== "string" || name.trim() === "" || !prefix) throw badRequest("Could not parse Labels");
    if (name.length > maxName || /[\s:;,.?&[\]()#^*!@<>]/.test(name))
      throw badRequest(`The label '${name}' holds characters that are not allowed`);
    return { prefix, name: name.toLowerCase() };
  });
}
