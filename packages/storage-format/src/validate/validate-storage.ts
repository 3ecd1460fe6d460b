import { parse } from "../tree/parse.ts";
import { positions } from "../tree/position.ts";
import { type Diagnostic, ELEMENT, nameOf, type Tree } from "../tree/tree.ts";
import { wellFormedProblems } from "./well-formed.ts";

/** Elements a body may hold. What is well-formed but not here is what Cloud answers the second kind of 400 to. */
export const editorElements: ReadonlySet<string> = new Set(
  (
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br pre strong b em i u s del strike ins code tt kbd samp sub sup small big " +
    "span a table caption colgroup col thead tbody tfoot tr th td time div dl dt dd img cite q abbr acronym address center font var dfn " +
    "ac:structured-macro ac:macro ac:parameter ac:default-parameter ac:rich-text-body ac:plain-text-body " +
    "ac:link ac:link-body ac:plain-text-link-body ac:image ac:caption ac:emoticon ac:task-list ac:task ac:task-id " +
    "ac:task-uuid ac:task-status ac:task-body ac:layout ac:layout-section ac:layout-cell ac:inline-comment-marker " +
    "ac:placeholder ac:adf-extension ac:adf-node ac:adf-attribute ac:adf-content ac:adf-fallback ac:adf-mark " +
    "ac:adf-fragment-mark ac:adf-fragment-mark-detail ac:adf-leaf ac:adf-parameter ac:adf-unknown " +
    "ri:page ri:blog-post ri:attachment ri:user ri:space ri:url ri:shortcut ri:content-entity " +
    "at:declarations at:string at:textarea at:list at:option at:var"
  ).split(" "),
);

/**
 * Predicts the two answers of status 400 a site gives to a body, with line and column:
 * `Error parsing xhtml: …` for what is no well-formed XML (codes of `wellFormedProblems`), and
 * `Content body cannot be converted to new editor format` for elements outside the editor's schema
 * (code `editor-schema`). An empty answer means the body is accepted. Elements that `base`, the page as it is, holds
 * already are not complained of: Cloud stores more of them than any list knows.
 */
export function validateStorage(storage: string, { base }: { base?: string } = {}): Diagnostic[] {
  const tree = parse(storage);
  const position = positions(storage);
  const found: Diagnostic[] = wellFormedProblems(storage, tree).map(({ code, message, offset }) => {
    const { line, column } = position(offset);
    return {
      severity: "error",
      code,
      message: `Error parsing xhtml: ${message}\n at [row,col {unknown-source}]: [${line},${column}]`,
      offset,
      line,
      column,
    };
  });
  if (found.length > 0) return found;
  let held: ReadonlySet<string> | undefined;
  for (let node = 1; node < tree.count && found.length < 100; node++) {
    if (tree.kind[node] !== ELEMENT || editorElements.has(nameOf(tree, node))) continue;
    held ??= base === undefined ? new Set() : elementsOf(parse(base));
    if (held.has(nameOf(tree, node))) continue;
    const offset = tree.start[node] as number;
    found.push({
      severity: "error",
      code: "editor-schema",
      message: `Content body cannot be converted to new editor format: <${nameOf(tree, node)}>`,
      offset,
      ...position(offset),
    });
  }
  return found;
}

function elementsOf(tree: Tree): ReadonlySet<string> {
  const names = new Set<string>();
  for (let node = 1; node < tree.count; node++) if (tree.kind[node] === ELEMENT) names.add(nameOf(tree, node));
  return names;
}
