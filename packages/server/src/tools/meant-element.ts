import { nearestNames } from "@tributary/cql";
import { editorElements } from "@tributary/storage-format";

/** Confluence's own: HTML's names are so short that anything would resemble one. */
const ownElements = [...editorElements].filter((name) => name.includes(":"));

/** What to do about a refused element of storage format whose name resembles one there is. */
export function meantElement(message: string): string | undefined {
  const [, name] = /new editor format: <([^>]*)>/.exec(message) ?? [];
  const [meant] = name === undefined ? [] : nearestNames(name, ownElements, 1);
  return meant === undefined ? undefined : `There is no element <${name}>: did you mean <${meant}>?`;
}
