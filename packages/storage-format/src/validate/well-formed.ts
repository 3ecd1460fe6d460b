import { isXmlCharacter, namedEntities } from "../tree/entities.ts";
import { parse } from "../tree/parse.ts";
import { COMMENT, ELEMENT, type Problem, TEXT, type Tree } from "../tree/tree.ts";

const MAX_PROBLEMS = 100;
const prefixes = new Set(["ac", "ri", "at", "xml", "xmlns"]);
const nameStart =
  /[:A-Z_a-z\u00c0-\u02ff\u0370-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd]/;
const nameRest =
  /^[-.0-9:A-Z_a-z\u00b7\u00c0-\u037d\u037f-\u1fff\u200c-\u200d\u203f-\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd]*$/;

/** Every reason an XML parser would refuse the text as a storage body, in order of position. */
export function wellFormedProblems(source: string, tree: Tree = parse(source)): Problem[] {
  const problems: Problem[] = [...tree.problems];
  checkCharacters(source, problems);
  for (let node = 1; node < tree.count && problems.length < MAX_PROBLEMS; node++) {
    const start = tree.start[node] as number;
    const end = tree.end[node] as number;
    switch (tree.kind[node]) {
      case TEXT: {
        checkReferences(source, start, end, problems);
        const cdataEnd = source.slice(start, end).indexOf("]]>");
        if (cdataEnd !== -1)
          problems.push({
            code: "cdata-end-in-text",
            message: "String ']]>' not allowed in textual content, except as the end marker of CDATA section",
            offset: start + cdataEnd,
          });
        break;
      }
      case COMMENT:
        if (source.startsWith("<!--", start)) {
          const inner = source.slice(start + 4, end - 3);
          if (inner.includes("--") || inner.endsWith("-"))
            problems.push({
              code: "comment",
              message: "String '--' not allowed in comment (missing '>'?)",
              offset: start + 4 + Math.max(0, inner.indexOf("--")),
            });
        }
        break;
      case ELEMENT:
        checkTag(tree, node, problems);
        break;
    }
  }
  return problems.sort((a, b) => a.offset - b.offset).slice(0, MAX_PROBLEMS);
}

function checkCharacters(source: string, problems: Problem[]): void {
  const illegal =
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  for (const match of source.matchAll(illegal)) {
    if (problems.length >= MAX_PROBLEMS) return;
    problems.push({
      code: "illegal-character",
      message: `Illegal character ((CTRL-CHAR, code ${match[0].charCodeAt(0)}))`,
      offset: match.index,
    });
  }
}

function checkReferences(source: string, start: number, end: number, problems: Problem[]): void {
  const text = source.slice(start, end);
  for (let at = text.indexOf("&"); at !== -1 && problems.length < MAX_PROBLEMS; at = text.indexOf("&", at + 1)) {
    const match = /^&(?:#([0-9]{1,8})|#x([0-9a-fA-F]{1,7})|([A-Za-z_][\w.-]{0,63}));/.exec(text.slice(at, at + 70));
    const offset = start + at;
    if (match === null) {
      const name = /^&([\w#.-]*)/.exec(text.slice(at, at + 70))?.[1] ?? "";
      const next = text[at + 1 + name.length];
      const found = next === undefined ? "'<' (code 60)" : `'${next}' (code ${next.charCodeAt(0)})`;
      const expected =
        name === "" ? "expected a name" : `expected a semi-colon after the reference for entity '${name}'`;
      problems.push({ code: "bare-ampersand", message: `Unexpected character ${found}; ${expected}`, offset });
    } else if (match[3] !== undefined) {
      if (!namedEntities.has(match[3]))
        problems.push({ code: "unknown-entity", message: `Undeclared general entity "${match[3]}"`, offset });
    } else {
      const code = match[1] === undefined ? Number.parseInt(match[2] as string, 16) : Number(match[1]);
      if (!isXmlCharacter(code))
        problems.push({
          code: "illegal-reference",
          message: `Illegal character entity: expansion character (code 0x${code.toString(16)}) not a valid XML character`,
          offset,
        });
    }
  }
}

function checkName(name: string, offset: number, problems: Problem[]): void {
  const first = name[0] ?? "";
  if (!nameStart.test(first) || !nameRest.test(name)) {
    problems.push({ code: "bad-name", message: `Unexpected character in the name "${name}"`, offset });
    return;
  }
  const colon = name.indexOf(":");
  if (colon === -1) return;
  const prefix = name.slice(0, colon);
  if (!prefixes.has(prefix))
    problems.push({ code: "undeclared-prefix", message: `Undeclared namespace prefix "${prefix}"`, offset });
  else if (colon === name.length - 1 || name.includes(":", colon + 1))
    problems.push({ code: "bad-name", message: `Unexpected character ':' in the name "${name}"`, offset });
}

/** Reads a tag as XML does: names, `=`, quotes, no `<` in values, no attribute twice, the same name at the end. */
function checkTag(tree: Tree, node: number, problems: Problem[]): void {
  const { source } = tree;
  const start = tree.start[node] as number;
  const tag = source.slice(start, tree.openEnd[node] as number);
  const name = /^<([^\s/><]*)/.exec(tag)?.[1] ?? "";
  checkName(name, start + 1, problems);
  if (!tag.endsWith(">")) {
    problems.push({
      code: "bad-tag",
      message: `Unexpected end of the start tag <${name}>`,
      offset: tree.openEnd[node] as number,
    });
    return;
  }
  let at = name.length + 1;
  const seen = new Set<string>();
  const attribute = /(\s*)([^\s=/><"']+)(\s*)(=?)(\s*)("[^"]*"|'[^']*')?/y;
  while (at < tag.length) {
    const rest = /^\s*\/?>$/.exec(tag.slice(at, at + 200));
    if (rest !== null && at + rest[0].length === tag.length) break;
    attribute.lastIndex = at;
    const match = attribute.exec(tag);
    if (match === null || match[0] === "") {
      const offset = at + (/^\s*/.exec(tag.slice(at))?.[0].length ?? 0);
      problems.push({
        code: "bad-tag",
        message: `Unexpected character '${tag[offset] ?? ""}' (code ${tag.charCodeAt(offset)}) in the start tag <${name}>`,
        offset: start + offset,
      });
      return;
    }
    const key = match[2] as string;
    const keyAt = start + at + (match[1] as string).length;
    checkName(key, keyAt, problems);
    if (match[1] === "")
      problems.push({ code: "bad-tag", message: `Missing white space before the attribute "${key}"`, offset: keyAt });
    if (match[4] === "" || match[6] === undefined) {
      problems.push({
        code: "attribute-value",
        message: `Unexpected character in the attribute "${key}"; expected ='value' in quotes`,
        offset: keyAt,
      });
      return;
    }
    if (seen.has(key))
      problems.push({ code: "duplicate-attribute", message: `Duplicate attribute '${key}'.`, offset: keyAt });
    seen.add(key);
    const valueEnd = start + at + match[0].length - 1;
    const valueStart = valueEnd - (match[6].length - 2);
    if (match[6].includes("<"))
      problems.push({
        code: "less-than-in-attribute",
        message: "Unexpected character '<' (code 60) in attribute value",
        offset: valueStart + match[6].indexOf("<") - 1,
      });
    checkReferences(source, valueStart, valueEnd, problems);
    at += match[0].length;
  }
  const closeStart = tree.closeStart[node] as number;
  const end = tree.end[node] as number;
  if (closeStart < end && end > (tree.openEnd[node] as number)) {
    const closing = source.slice(closeStart + 2, end - 1).trimEnd();
    if (source.startsWith("</", closeStart) && closing !== name) {
      problems.push({
        code: "mismatched-close",
        message: `Unexpected close tag </${closing}>; expected </${name}>.`,
        offset: closeStart,
      });
    }
  }
}
