import { attribute, childNamed, childrenOf, isElement, nameOf, type Tree, textOf } from "../tree/tree.ts";

/** GitHub's alert kinds, which stand for Confluence's panels. */
export type AlertKind = "NOTE" | "TIP" | "IMPORTANT" | "WARNING" | "CAUTION";

/**
 * What a macro is to a reader: code, a callout, an expandable part, a lozenge, a part shown in place, or a reference
 * to something the page itself does not hold.
 */
export type MacroShape =
  | { kind: "code"; language?: string }
  | { kind: "panel"; alert: AlertKind }
  | { kind: "expand" }
  | { kind: "status" }
  | { kind: "mention" }
  | { kind: "unwrap"; title?: string }
  | { kind: "reference"; show: readonly string[]; inline?: boolean };

const reference = (...show: string[]): MacroShape => ({ kind: "reference", show });
const unwrap: MacroShape = { kind: "unwrap" };

/**
 * Panels carry the kind Confluence Cloud's editor shows, which differs from the storage name: `tip` is the green
 * success panel, `note` the yellow warning, `warning` the red error.
 */
export const macroShapes: Readonly<Record<string, MacroShape>> = {
  code: { kind: "code" },
  noformat: { kind: "code" },
  "paste-code-macro": { kind: "code" },
  html: { kind: "code", language: "html" },
  markdown: { kind: "code", language: "markdown" },
  plantuml: { kind: "code", language: "plantuml" },
  plantumlrender: { kind: "code", language: "plantuml" },
  "mermaid-macro": { kind: "code", language: "mermaid" },
  "mermaid-cloud": { kind: "code", language: "mermaid" },
  mermaid: { kind: "code", language: "mermaid" },
  mathblock: { kind: "code", language: "math" },
  latex: { kind: "code", language: "latex" },
  info: { kind: "panel", alert: "NOTE" },
  tip: { kind: "panel", alert: "TIP" },
  note: { kind: "panel", alert: "WARNING" },
  warning: { kind: "panel", alert: "CAUTION" },
  panel: { kind: "panel", alert: "NOTE" },
  expand: { kind: "expand" },
  "ui-expand": { kind: "expand" },
  status: { kind: "status" },
  "status-handy": { kind: "status" },
  profile: { kind: "mention" },
  "profile-picture": { kind: "mention" },
  excerpt: unwrap,
  details: unwrap,
  section: unwrap,
  column: unwrap,
  "toc-zone": unwrap,
  "localtab-group": unwrap,
  localtabgroup: unwrap,
  "ui-tabs": unwrap,
  deck: unwrap,
  "tabs-group": unwrap,
  "table-filter": unwrap,
  localtab: { kind: "unwrap", title: "title" },
  "ui-tab": { kind: "unwrap", title: "title" },
  card: { kind: "unwrap", title: "label" },
  "tab-pane": { kind: "unwrap", title: "name" },
  jira: { kind: "reference", show: ["key", "jqlQuery"], inline: true },
  jiraissues: reference("url"),
  anchor: reference(),
  include: reference(""),
  "excerpt-include": reference(""),
  "create-from-template": reference("createButtonLabel", "buttonLabel"),
  drawio: reference("diagramName"),
  "inc-drawio": reference("diagramName"),
  gliffy: reference("name"),
  auibutton: { kind: "reference", show: ["title"], inline: true },
  "ui-button": { kind: "reference", show: ["title"], inline: true },
  mathinline: { kind: "reference", show: ["body"], inline: true },
  "eazy-math-inline": { kind: "reference", show: ["body"], inline: true },
};

export function isMacro(tree: Tree, node: number): boolean {
  return isElement(tree, node, "ac:structured-macro") || isElement(tree, node, "ac:macro");
}

export function macroName(tree: Tree, node: number): string {
  return attribute(tree, node, "ac:name") ?? "";
}

/** A macro's shape: by its name where the name is known, else by its body. */
export function macroShape(tree: Tree, node: number): MacroShape {
  const name = macroName(tree, node);
  const known = Object.hasOwn(macroShapes, name) ? macroShapes[name] : undefined;
  const rich = childNamed(tree, node, "ac:rich-text-body") !== -1;
  const plain = childNamed(tree, node, "ac:plain-text-body") !== -1;
  if (known !== undefined) {
    // An exported page may hold a body where none is usual: what a reader sees must not depend on our table.
    if (rich && (known.kind === "reference" || known.kind === "code" || known.kind === "status"))
      return { kind: "unwrap", title: "title" };
    if (plain && known.kind !== "code") return { kind: "code" };
    return known;
  }
  if (plain) {
    const language = name.startsWith("mermaid") ? "mermaid" : name.startsWith("plantuml") ? "plantuml" : undefined;
    return language === undefined ? { kind: "code" } : { kind: "code", language };
  }
  if (rich) return { kind: "unwrap", title: "title" };
  return { kind: "reference", show: [] };
}

/** The `ac:parameter` element of that name, or -1. The default parameter has the empty name. */
export function parameterNode(tree: Tree, macro: number, name: string): number {
  for (const child of childrenOf(tree, macro)) {
    if (tree.kind[child] !== 1) continue;
    const element = nameOf(tree, child);
    if (element === "ac:parameter" && (attribute(tree, child, "ac:name") ?? "") === name) return child;
    if (element === "ac:default-parameter" && name === "") return child;
  }
  return -1;
}

/** A parameter's text, or undefined when the macro does not have it or it is empty. */
export function parameter(tree: Tree, macro: number, name: string): string | undefined {
  const node = parameterNode(tree, macro, name);
  if (node === -1) return undefined;
  const text = textOf(tree, node).trim();
  return text === "" ? undefined : text;
}

/** The element that holds a macro's body, or -1. */
export function macroBody(tree: Tree, macro: number): number {
  const rich = childNamed(tree, macro, "ac:rich-text-body");
  return rich === -1 ? childNamed(tree, macro, "ac:plain-text-body") : rich;
}
