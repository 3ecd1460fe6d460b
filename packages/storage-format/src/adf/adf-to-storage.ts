import {
  alertStorage,
  codeMacro,
  expandStorage,
  resourceStorage,
  richMacro,
  type StorageParameter,
} from "../markdown-in/macro-storage.ts";
import { xmlAttribute, xmlText } from "../markdown-in/xml.ts";
import type { AdfNode } from "./adf-node.ts";
import { extension } from "./extension-to-storage.ts";
import { inline, isInline, plainText, text } from "./inline-to-storage.ts";

const MAX_DEPTH = 150;

/** An ADF document (object or its JSON) as storage format. Unknown nodes give way to their content. */
export function adfToStorage(adf: AdfNode | string): string {
  const document = typeof adf === "string" ? (JSON.parse(adf) as AdfNode) : adf;
  // Tasks are numbered last, in reading order.
  let task = 0;
  return blocks(document.content, 0).replaceAll(unnumbered, () => `<ac:task-id>${++task}</ac:task-id>`);
}

const unnumbered = "<ac:task-id></ac:task-id>";

function blocks(nodes: readonly AdfNode[] | undefined, depth: number): string {
  let out = "";
  const list = nodes ?? [];
  for (let at = 0; at < list.length; at++) {
    // Sections of columns that follow each other share one layout, as the editor writes them.
    if (depth === 0 && list[at]?.type === "layoutSection" && list.some((node) => node.type === "layoutSection")) {
      return layout(list);
    }
    out += block(list[at] as AdfNode, depth);
  }
  return out;
}

/** A page with one layout section is a layout all through: what stands between sections becomes single columns. */
function layout(list: readonly AdfNode[]): string {
  let out = "";
  let loose = "";
  const endLoose = (): void => {
    if (loose !== "")
      out += `<ac:layout-section ac:type="fixed-width"><ac:layout-cell>${loose}</ac:layout-cell></ac:layout-section>`;
    loose = "";
  };
  for (const node of list) {
    if (node.type !== "layoutSection") {
      loose += block(node, 1);
      continue;
    }
    endLoose();
    const cells = (node.content ?? []).map(
      (column) => `<ac:layout-cell>${blocks(column.content, 1) || "<p />"}</ac:layout-cell>`,
    );
    out += `<ac:layout-section ac:type="${sectionType(node)}">${cells.join("")}</ac:layout-section>`;
  }
  endLoose();
  return `<ac:layout>${out}</ac:layout>`;
}

function sectionType(section: AdfNode): string {
  const [first = 50, second = 50, third] = (section.content ?? []).map((column) => Number(column.attrs?.width ?? 50));
  if (section.content?.length === 1) return "single";
  if (third !== undefined) return second > first ? "three_with_sidebars" : "three_equal";
  if (Math.abs(first - second) < 5) return "two_equal";
  return first < second ? "two_left_sidebar" : "two_right_sidebar";
}

function localId(node: AdfNode, name = "local-id"): string {
  const id = text(node.attrs?.localId);
  return id === "" ? "" : ` ${name}="${xmlAttribute(id)}"`;
}

function block(node: AdfNode, depth: number): string {
  if (depth > MAX_DEPTH) return `<p>${xmlText(plainText(node))}</p>`;
  const { attrs, content } = node;
  const inside = (): string => blocks(content, depth + 1);
  switch (node.type) {
    case "paragraph":
      return element(`p${blockStyle(node)}${localId(node)}`, inline(content));
    case "heading": {
      const level = Math.min(6, Math.max(1, Number(attrs?.level ?? 1)));
      return element(`h${level}${blockStyle(node)}${localId(node)}`, inline(content));
    }
    case "bulletList":
      return `<ul${localId(node)}>${inside()}</ul>`;
    case "orderedList": {
      const order = Number(attrs?.order ?? 1);
      return `<ol${order > 1 || order === 0 ? ` start="${order}"` : ""}${localId(node)}>${inside()}</ol>`;
    }
    case "listItem":
      return `<li${localId(node)}>${inside()}</li>`;
    case "blockquote":
      return `<blockquote${localId(node)}>${inside()}</blockquote>`;
    case "rule":
      return "<hr />";
    case "codeBlock":
      return codeMacro(text(attrs?.language), "", plainText(node));
    case "panel":
      return panel(node, inside());
    case "expand":
    case "nestedExpand":
      return expandStorage(text(attrs?.title), inside());
    case "table":
      return table(node, inside());
    case "tableRow":
      return `<tr>${inside()}</tr>`;
    case "tableCell":
    case "tableHeader":
      return cell(node, inside());
    case "taskList":
      return `<ac:task-list${localId(node, "ac:local-id")}>${tasks(content, depth)}</ac:task-list>`;
    case "decisionList":
      return decisions(node);
    case "mediaSingle":
    case "mediaGroup":
      return media(node);
    case "blockCard":
    case "embedCard":
      return card(node);
    case "extension":
    case "bodiedExtension":
      return extension(node, inside());
    default:
      if (isInline(node)) return `<p>${inline([node])}</p>`;
      return inside();
  }
}

function element(open: string, content: string): string {
  const name = /^\w+/.exec(open)?.[0] ?? "p";
  return content === "" ? `<${open} />` : `<${open}>${content}</${name}>`;
}

function blockStyle(node: AdfNode): string {
  for (const mark of node.marks ?? []) {
    if (mark.type === "alignment") return ` style="text-align: ${mark.attrs?.align === "end" ? "right" : "center"};"`;
    if (mark.type === "indentation") return ` style="margin-left: ${30 * Number(mark.attrs?.level ?? 1)}.0px;"`;
  }
  return "";
}

const panelMacros: Readonly<Record<string, string>> = {
  info: "info",
  tip: "tip",
  success: "tip",
  warning: "note",
  error: "warning",
};

function panel(node: AdfNode, body: string): string {
  const type = text(node.attrs?.panelType);
  const name = panelMacros[type];
  if (name !== undefined) return richMacro(name, [], body);
  if (type === "note") return alertStorage("IMPORTANT", "", body);
  const list: StorageParameter[] = [];
  for (const [parameter, attr] of [
    ["bgColor", "panelColor"],
    ["panelIcon", "panelIcon"],
    ["panelIconId", "panelIconId"],
    ["panelIconText", "panelIconText"],
  ] as const) {
    const value = text(node.attrs?.[attr]);
    if (value !== "") list.push([parameter, xmlText(value)]);
  }
  return richMacro("panel", list, body);
}

function table(node: AdfNode, rows: string): string {
  const layoutName = text(node.attrs?.layout);
  const width = text(node.attrs?.width);
  const attributes =
    (width === "" ? "" : ` data-table-width="${xmlAttribute(width)}"`) +
    (layoutName === "" ? "" : ` data-layout="${xmlAttribute(layoutName)}"`);
  return `<table${attributes}${localId(node, "ac:local-id")}><tbody>${rows}</tbody></table>`;
}

function cell(node: AdfNode, content: string): string {
  const name = node.type === "tableHeader" ? "th" : "td";
  let attributes = "";
  for (const span of ["colspan", "rowspan"]) {
    const value = Number(node.attrs?.[span] ?? 1);
    if (value > 1) attributes += ` ${span}="${value}"`;
  }
  const background = text(node.attrs?.background);
  if (background !== "") attributes += ` data-highlight-colour="${xmlAttribute(background)}"`;
  return `<${name}${attributes}>${content}</${name}>`;
}

/** A nested list stands behind its item in ADF and inside it in storage. */
function tasks(items: readonly AdfNode[] | undefined, depth: number): string {
  let out = "";
  const list = items ?? [];
  for (let at = 0; at < list.length; at++) {
    const item = list[at] as AdfNode;
    if (item.type === "taskList") {
      out += `<ac:task>${unnumbered}<ac:task-status>incomplete</ac:task-status><ac:task-body></ac:task-body>${block(item, depth + 1)}</ac:task>`;
      continue;
    }
    const status = item.attrs?.state === "DONE" ? "complete" : "incomplete";
    const uuid = text(item.attrs?.localId);
    const nested = list[at + 1]?.type === "taskList" ? block(list[++at] as AdfNode, depth + 1) : "";
    const body = item.type === "blockTaskItem" ? blocks(item.content, depth + 1) : inline(item.content);
    const id = uuid === "" ? "" : `<ac:task-uuid>${xmlText(uuid)}</ac:task-uuid>`;
    out += `<ac:task>${unnumbered}${id}<ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body>${nested}</ac:task>`;
  }
  return out;
}

function decisions(node: AdfNode): string {
  const items = (node.content ?? []).map((item) => {
    const state = text(item.attrs?.state) || "DECIDED";
    return (
      `<ac:adf-node type="decision-item"><ac:adf-attribute key="local-id">${xmlText(text(item.attrs?.localId))}</ac:adf-attribute>` +
      `<ac:adf-attribute key="state">${xmlText(state)}</ac:adf-attribute><ac:adf-content>${inline(item.content)}</ac:adf-content></ac:adf-node>`
    );
  });
  const fallback = (node.content ?? []).map((item) => `<li>${inline(item.content)}</li>`).join("");
  return (
    `<ac:adf-extension><ac:adf-node type="decision-list"><ac:adf-attribute key="local-id">${xmlText(text(node.attrs?.localId))}</ac:adf-attribute>` +
    `${items.join("")}</ac:adf-node><ac:adf-fallback><ul class="decision-list">${fallback}</ul></ac:adf-fallback></ac:adf-extension>`
  );
}

function media(node: AdfNode): string {
  const [picture, captionNode] = node.content ?? [];
  const images = node.type === "mediaGroup" ? (node.content ?? []) : picture === undefined ? [] : [picture];
  return images
    .map((item) => {
      const alt = text(item.attrs?.alt);
      const layoutName = text(node.attrs?.layout);
      const attributes =
        (layoutName === "" ? "" : ` ac:layout="${xmlAttribute(layoutName)}"`) +
        (alt === "" ? "" : ` ac:alt="${xmlAttribute(alt)}"`);
      const source =
        item.attrs?.type === "external"
          ? resourceStorage({ kind: "url", url: text(item.attrs?.url) })
          : resourceStorage({ kind: "attachment", filename: text(item.attrs?.id) });
      const caption =
        captionNode?.type === "caption" ? `<ac:caption><p>${inline(captionNode.content)}</p></ac:caption>` : "";
      return `<ac:image${attributes}>${source}${caption}</ac:image>`;
    })
    .join("");
}

export function card(node: AdfNode): string {
  const url = text(node.attrs?.url);
  const appearance = node.type === "embedCard" ? "embed" : "block";
  return `<p><a href="${xmlAttribute(url)}" data-card-appearance="${appearance}">${xmlText(url)}</a></p>`;
}
