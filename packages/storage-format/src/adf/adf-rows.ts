import type { AdfNode } from "./adf-node.ts";
import { fit, isInline } from "./fit.ts";

const rowTypes: Readonly<Record<string, string>> = {
  bulletList: "listItem",
  orderedList: "listItem",
  table: "tableRow",
  taskList: "taskItem",
  decisionList: "decisionItem",
  layoutSection: "layoutColumn",
};

/** The rows of a list, table or layout; what strayed between them becomes a row of its own. */
export function rowsOf(type: string, children: readonly AdfNode[]): AdfNode[] {
  const row = rowTypes[type] as string;
  const out: AdfNode[] = [];
  for (const child of children) {
    if (child.type === row || (type === "taskList" && child.type === "taskList")) out.push(child);
    else if (row === "listItem") out.push({ type: row, content: fit(row, [child]) });
    else if (row === "taskItem" || row === "decisionItem")
      out.push({ type: row, attrs: itemAttributes(row, `${out.length}`, ""), content: inlineLeaves(child) });
    else if (row === "tableRow" && child.type !== "tableRow")
      out.push({ type: row, content: [{ type: "tableCell", content: fit("tableCell", [child]) }] });
  }
  return type === "layoutSection" ? columns(out) : out;
}

/** What a task may hold of a block that stands between tasks: its text, and its pictures as inline ones. */
export function inlineLeaves(block: AdfNode): AdfNode[] {
  const found: AdfNode[] = [];
  const queue = [block];
  while (queue.length > 0) {
    const node = queue.pop() as AdfNode;
    if (isInline(node)) found.push(node.marks === undefined || node.type === "text" ? node : { ...node, marks: [] });
    else if (node.type === "media" && node.attrs?.type === "file") {
      const { id, collection, alt } = node.attrs;
      found.push({
        type: "mediaInline",
        attrs: { type: "image", id, collection, ...(alt === undefined ? {} : { alt }) },
      });
    } else if (node.type === "media") found.push({ type: "inlineCard", attrs: { url: node.attrs?.url ?? "" } });
    else if (node.attrs?.title) found.push({ type: "text", text: String(node.attrs.title) });
    for (let at = (node.content?.length ?? 0) - 1; at >= 0; at--) queue.push(node.content?.[at] as AdfNode);
  }
  return found;
}

/** The schema knows sections of two or three columns; more are folded into the third. */
function columns(found: AdfNode[]): AdfNode[] {
  const three = found.slice(0, 3);
  const last = three[2];
  if (last !== undefined)
    last.content = [...(last.content ?? []), ...found.slice(3).flatMap((column) => column.content ?? [])];
  return three;
}

export function itemAttributes(type: string, localId: string, state: string): Record<string, unknown> {
  return { localId, state: state || (type === "taskItem" ? "TODO" : "DECIDED") };
}
