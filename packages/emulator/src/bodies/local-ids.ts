import { createHash } from "node:crypto";
import { stableUuid } from "../state/stable-hash.ts";

/** Elements the Cloud editor gives an id, and the attribute it is in: twelve hex digits, or a UUID. */
const plainId = { attribute: "local-id", uuid: false };
const namespacedId = { attribute: "ac:local-id", uuid: true };
const identified = new Map([
  ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"].map((name) => [name, plainId] as const),
  ...["table", "ac:structured-macro", "ac:task-list", "ac:image", "ac:layout-section"].map(
    (name) => [name, namespacedId] as const,
  ),
]);

/** CDATA, comments and fallbacks are passed over as a whole; of tags the name, the rest and whether they close themselves. */
const piece =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<ac:adf-fallback\b[\s\S]*?<\/ac:adf-fallback>|<([a-zA-Z][\w:.-]*)((?:[^"'>/]|"[^"]*"|'[^']*'|\/(?!>))*?)(\s*\/?)>/g;

const hasId = /\s(?:ac:)?local-id\s*=/;

/**
 * Well-formed storage with the ids the editor adds on saving, where there are none; not a byte besides. The same body
 * gets the same ids every time, so that reading twice shows the same page.
 */
export function withLocalIds(storage: string): string {
  if (storage === "") return storage;
  const seed = createHash("sha256").update(storage).digest("hex");
  let count = 0;
  const next = (uuid: boolean): string => {
    count += 1;
    const id = stableUuid(`${seed}:${count}`);
    return uuid ? id : id.replaceAll("-", "").slice(-12);
  };
  return storage.replace(piece, (whole, name: string | undefined, attributes = "", end = "") => {
    const kind = name === undefined ? undefined : identified.get(name);
    if (!kind || hasId.test(attributes)) return whole;
    return `<${name}${attributes} ${kind.attribute}="${next(kind.uuid)}"${end}>`;
  });
}
