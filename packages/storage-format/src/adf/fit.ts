import type { AdfNode } from "./adf-node.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const nestable =
  "paragraph panel blockquote orderedList bulletList rule heading codeBlock mediaGroup mediaSingle decisionList taskList table blockCard embedCard extension";

/** Which blocks may stand directly in which, from the published ADF schema. */
const allowed: Readonly<Record<string, ReadonlySet<string>>> = {
  doc: words(`${nestable} expand bodiedExtension layoutSection`),
  layoutColumn: words(`${nestable} expand bodiedExtension`),
  bodiedExtension: words(nestable),
  expand: words(`${nestable} nestedExpand`),
  nestedExpand: words(
    "paragraph heading mediaSingle mediaGroup codeBlock bulletList orderedList taskList decisionList rule panel blockquote extension",
  ),
  panel: words(
    "paragraph heading bulletList orderedList blockCard mediaGroup mediaSingle codeBlock taskList rule decisionList extension",
  ),
  blockquote: words("paragraph orderedList bulletList codeBlock mediaSingle mediaGroup extension"),
  listItem: words("paragraph bulletList orderedList taskList mediaSingle codeBlock extension"),
  tableCell: words(
    "paragraph panel blockquote orderedList bulletList rule heading codeBlock mediaSingle mediaGroup decisionList taskList blockCard embedCard extension nestedExpand",
  ),
};
allowedAlias("tableHeader", "tableCell");

function allowedAlias(name: string, of: string): void {
  (allowed as Record<string, ReadonlySet<string>>)[name] = allowed[of] as ReadonlySet<string>;
}

const inlineTypes = words(
  "text hardBreak mention emoji date status inlineCard inlineExtension mediaInline placeholder",
);
const mayBeAligned = words("doc layoutColumn tableCell tableHeader");

export function isInline(node: AdfNode): boolean {
  return inlineTypes.has(node.type);
}

/**
 * Blocks as the parent may hold them. What is not allowed there turns into its nearest form (an expand in a cell
 * into a nested expand, a heading in a list item into bold text) or gives way to its content; text is never lost.
 */
export function fit(parent: string, blocks: readonly AdfNode[]): AdfNode[] {
  const may = allowed[parent];
  if (may === undefined) return [...blocks];
  const out: AdfNode[] = [];
  let line: AdfNode[] = [];
  const endLine = (): void => {
    if (line.length > 0) out.push({ type: "paragraph", content: line });
    line = [];
  };
  const queue = [...blocks].reverse();
  while (queue.length > 0) {
    const node = queue.pop() as AdfNode;
    if (isInline(node)) {
      line.push(node);
      continue;
    }
    endLine();
    if (may.has(node.type)) out.push(mayBeAligned.has(parent) ? node : withoutMarks(node));
    else queue.push(...nearest(parent, node, may).reverse());
  }
  endLine();
  return out.length === 0 ? [{ type: "paragraph", content: [] }] : out;
}

function withoutMarks(node: AdfNode): AdfNode {
  if (node.marks === undefined || (node.type !== "paragraph" && node.type !== "heading")) return node;
  const { marks: _, ...rest } = node;
  return rest;
}

function nearest(parent: string, node: AdfNode, may: ReadonlySet<string>): AdfNode[] {
  const content = node.content ?? [];
  switch (node.type) {
    case "heading":
      return [{ type: "paragraph", content: content.map(bold) }];
    case "expand":
    case "nestedExpand": {
      const other = node.type === "expand" ? "nestedExpand" : "expand";
      if (may.has(other)) return [{ type: other, attrs: node.attrs ?? {}, content: fit(other, content) }];
      const title = String(node.attrs?.title ?? "");
      return title === ""
        ? [...content]
        : [{ type: "paragraph", content: [bold({ type: "text", text: title })] }, ...content];
    }
    case "taskList":
    case "decisionList":
      return content.flatMap((item) =>
        item.type === "taskList"
          ? [item]
          : [{ type: "paragraph", content: [{ type: "text", text: sign(item) }, ...(item.content ?? [])] }],
      );
    case "rule":
      return [];
    case "blockCard":
    case "embedCard":
      return [{ type: "paragraph", content: [{ type: "inlineCard", attrs: { url: node.attrs?.url ?? "" } }] }];
    default:
      return parent === node.type || content.length > 0 ? [...content] : [];
  }
}

function sign(item: AdfNode): string {
  if (item.type === "decisionItem") return "◇ ";
  return item.attrs?.state === "DONE" ? "☑ " : "☐ ";
}

function bold(node: AdfNode): AdfNode {
  if (node.type !== "text" || node.marks?.some((mark) => mark.type === "strong" || mark.type === "code")) return node;
  return { ...node, marks: [...(node.marks ?? []), { type: "strong" }] };
}
