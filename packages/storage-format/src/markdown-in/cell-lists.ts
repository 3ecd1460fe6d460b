import type { Token } from "markdown-it";

const listTag = /^<(\/?)(ul|ol|li)\b[^>]*>$/i;

/**
 * A table cell in which lists are written as HTML, the only way GFM has for them. Undefined where there are none or
 * their tags do not fit together; `write` makes storage of the tokens between them.
 */
export function cellWithLists(tokens: readonly Token[], write: (line: readonly Token[]) => string): string | undefined {
  if (!tokens.some((token) => token.type === "html_inline" && listTag.test(token.content))) return undefined;
  const open: string[] = [];
  let out = "";
  let line: Token[] = [];
  const endLine = (): boolean => {
    const inside = write(line).trim();
    line = [];
    if (inside === "") return true;
    out += `<p>${inside}</p>`;
    return open.length === 0 || open[open.length - 1] === "li";
  };
  for (const token of tokens) {
    const tag = token.type === "html_inline" ? listTag.exec(token.content) : null;
    if (tag === null) {
      line.push(token);
      continue;
    }
    if (!endLine()) return undefined;
    const name = (tag[2] as string).toLowerCase();
    const inList = open[open.length - 1] === "ul" || open[open.length - 1] === "ol";
    if (tag[1] === "/") {
      if (open.pop() !== name) return undefined;
      if (name === "li" && out.endsWith("<li>")) out += "<p />";
      out += `</${name}>`;
    } else {
      if ((name === "li") !== inList) return undefined;
      open.push(name);
      out += `<${name}>`;
    }
  }
  return endLine() && open.length === 0 ? out : undefined;
}
