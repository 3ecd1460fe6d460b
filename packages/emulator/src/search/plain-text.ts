const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
};

/** Inline elements join the words around them; every other tag stands for a gap. */
const inline =
  /<\/?(?:strong|em|b|i|u|s|sub|sup|span|a|code|ac:inline-comment-marker|ac:link|ac:link-body|ac:plain-text-link-body)\b[^>]*>/g;

/**
 * The words of a storage body, for indexing and excerpts: no tags, no macro parameters, entities resolved. Made for
 * speed, a hundred thousand bodies at a start, not for keeping structure.
 */
export function plainText(storage: string): string {
  if (!storage.includes("<") && !storage.includes("&")) return storage.trim();
  return storage
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;"))
    .replace(
      /<ac:parameter\b[^>]*>[^<]*<\/ac:parameter>|<ac:task-(?:id|uuid|status)>[^<]*<\/ac:task-(?:id|uuid|status)>/g,
      " ",
    )
    .replace(inline, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, decodeEntity)
    .replace(/\s+/g, " ")
    .trim();
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith("#")) return named[name] ?? " ";
  const code =
    name[1] === "x" || name[1] === "X" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
