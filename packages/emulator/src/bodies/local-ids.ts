import { createHash } from "node:crypto";

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

const step = 0x9e3779b97f4bn;

const hasId = /\s(?:ac:)?local-id\s*=/;

/**
 * Well-formed storage with the ids the editor adds on saving, where there are none; not a byte besides. The same body
 * gets the same ids every time, so that reading twice shows the same page.
 */
export function withLocalIds(storage: string): string {
  if (storage === "") return storage;
  const seed = createHash("sha256").update(storage).digest();
  const [head, tail] = [seed.toString("hex", 8, 18), BigInt(`0x${seed.toString("hex", 0, 6)}`)];
  let count = 0n;
  const next = (uuid: boolean): string => {
    count += 1n;
    // An odd step walks through all 48-bit numbers before one comes again: a hash for each block would cost more.
    const id = BigInt.asUintN(48, tail + count * step)
      .toString(16)
      .padStart(12, "0");
    return uuid ? `${head.slice(0, 8)}-${head.slice(8, 12)}-4${head.slice(12, 15)}-8${head.slice(15, 18)}-${id}` : id;
  };
  return storage.replace(piece, (whole, name: string | undefined, attributes = "", end = "") => {
    const kind = name === undefined ? undefined : identified.get(name);
    if (!kind || hasId.test(attributes)) return whole;
    return `<${name}${attributes} ${kind.attribute}="${next(kind.uuid)}"${end}>`;
  });
}
