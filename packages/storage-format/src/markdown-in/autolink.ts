const candidate =
  /(?:https?:\/\/|www\.)[^\s<]+|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gi;
const mayHold = /:\/\/|www\.|@/i;

export interface TextPiece {
  text: string;
  href?: string;
}

/** Bare addresses in running text, by GFM's rules: `http(s)://…`, `www.…` and e-mail addresses. */
export function autolinks(text: string): TextPiece[] {
  if (!mayHold.test(text)) return [{ text }];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const at = match.index;
    const before = text[at - 1];
    const web = /^(?:https?:\/\/|www\.)/i.test(match[0]);
    if (before !== undefined && (web ? !/[\s*_~(]/.test(before) : /[/\p{L}\p{N}]/u.test(before))) continue;
    const url = web ? trimTrailing(match[0]) : match[0].replace(/[-_]+$/, "");
    if (!/^(?:https?:\/\/[^\s/?#]|www\.[\p{L}\p{N}-]+\.|[^@]+@)/iu.test(url)) continue;
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ text: url, href: web ? (/^www/i.test(url) ? `http://${url}` : url) : `mailto:${url}` });
    from = at + url.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Punctuation at the end belongs to the sentence, and so does a bracket that the address does not open. */
function trimTrailing(url: string): string {
  let end = url.length;
  let opens = 0;
  let closes = 0;
  for (const character of url) {
    if (character === "(") opens++;
    else if (character === ")") closes++;
  }
  for (;;) {
    const last = url[end - 1] as string;
    if (/[?!.,:*_~'"]/.test(last)) end--;
    else if (last === ")" && closes > opens) {
      end--;
      closes--;
    } else if (last === ";") {
      const entity = /&[A-Za-z0-9]+;$/.exec(url.slice(Math.max(0, end - 40), end));
      end -= entity === null ? 1 : entity[0].length;
    } else return url.slice(0, end);
  }
}
