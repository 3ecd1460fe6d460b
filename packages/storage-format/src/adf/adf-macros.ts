import { macroBody, macroName, macroShape, parameter } from "../model/macro.ts";
import { resourceText, resourceWithin } from "../model/resource.ts";
import {
  attribute,
  childNamed,
  childrenOf,
  descendantNamed,
  ELEMENT,
  isElement,
  type Tree,
  textOf,
} from "../tree/tree.ts";
import { ids } from "./adf-attributes.ts";
import { type AdfNode, macroExtensionType } from "./adf-node.ts";
import { itemAttributes } from "./adf-rows.ts";
import { type AdfWriter, addBlock, addInline, lineTypes, openHolder, top } from "./adf-writer.ts";
import { hexColour, statusToAdf } from "./colours.ts";

const panelTypes: Readonly<Record<string, string>> = {
  info: "info",
  tip: "success",
  note: "warning",
  warning: "error",
  panel: "custom",
};

export function codeBlock(language: string, text: string): AdfNode {
  const node: AdfNode = { type: "codeBlock", attrs: language === "" ? {} : { language } };
  return text === "" ? node : { ...node, content: [{ type: "text", text: text.replace(/\r\n?/g, "\n") }] };
}

export function enterMacro(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const name = macroName(tree, node);
  const shape = macroShape(tree, node);
  const title = parameter(tree, node, "title") ?? "";
  switch (shape.kind) {
    case "code":
      if (name === "code" || name === "noformat") {
        addBlock(w, codeBlock(parameter(tree, node, "language") ?? "", textOf(tree, macroBody(tree, node))));
        return false;
      }
      break;
    case "panel": {
      openHolder(w, node, { type: "panel", attrs: panelAttributes(tree, node, name) });
      if (title !== "")
        top(w).children.push({
          type: "paragraph",
          content: [{ type: "text", text: title, marks: [{ type: "strong" }] }],
        });
      return true;
    }
    case "expand":
      return openHolder(w, node, { type: "expand", attrs: { title, ...ids(tree, node) } });
    case "status":
      addInline(w, {
        type: "status",
        attrs: {
          text: title || " ",
          color: statusToAdf[(parameter(tree, node, "colour") ?? "grey").toLowerCase()] ?? "neutral",
        },
      });
      return false;
    case "mention": {
      const resource = resourceWithin(tree, node);
      if (resource?.kind !== "user") break;
      addInline(w, { type: "mention", attrs: { id: resource.id, text: resourceText(resource, w.options) } });
      return false;
    }
    case "unwrap":
      return openHolder(w, node, { type: "bodiedExtension", attrs: extensionAttributes(tree, node, name) });
    case "reference": {
      const line = lineTypes.has(top(w).node.type);
      const extension: AdfNode = {
        type: line ? "inlineExtension" : "extension",
        attrs: extensionAttributes(tree, node, name),
      };
      if (line) addInline(w, extension);
      else addBlock(w, extension);
      return false;
    }
  }
  const attrs = extensionAttributes(tree, node, name);
  const text = textOf(tree, macroBody(tree, node));
  const parameters = attrs.parameters as { macroParams: Record<string, unknown> };
  if (text !== "") parameters.macroParams.__bodyContent = { value: text };
  addBlock(w, { type: "extension", attrs });
  return false;
}

function panelAttributes(tree: Tree, node: number, name: string): Record<string, unknown> {
  const panelType = panelTypes[name] ?? "info";
  if (panelType !== "custom") return { panelType, ...ids(tree, node) };
  const icon = parameter(tree, node, "panelIconText");
  const colour = hexColour(parameter(tree, node, "bgColor") ?? "");
  return {
    panelType,
    ...(icon === undefined ? {} : { panelIconText: icon, panelIcon: parameter(tree, node, "panelIcon") ?? icon }),
    ...(colour === undefined ? {} : { panelColor: colour }),
    ...ids(tree, node),
  };
}

/** A macro's parameters as ADF carries them. One that points at a resource keeps its storage, to come back whole. */
function extensionAttributes(tree: Tree, node: number, name: string): Record<string, unknown> {
  const macroParams: Record<string, { value: string }> = {};
  for (const child of childrenOf(tree, node)) {
    if (!isElement(tree, child, "ac:parameter")) continue;
    const plain = (tree.after[child] as number) <= child + 2 && tree.kind[child + 1] !== ELEMENT;
    const value = plain
      ? textOf(tree, child)
      : tree.source.slice(tree.openEnd[child] as number, tree.closeStart[child] as number);
    macroParams[attribute(tree, child, "ac:name") ?? ""] = { value };
  }
  const macroId = attribute(tree, node, "ac:macro-id");
  const macroMetadata = {
    ...(macroId === undefined ? {} : { macroId: { value: macroId } }),
    schemaVersion: { value: attribute(tree, node, "ac:schema-version") ?? "1" },
    title: name,
  };
  const layout = attribute(tree, node, "data-layout");
  return {
    extensionType: macroExtensionType,
    extensionKey: name || "macro",
    parameters: { macroParams, macroMetadata },
    ...(layout === "wide" || layout === "full-width" ? { layout } : {}),
    ...ids(tree, node),
  };
}

export function enterExtension(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const inner = childNamed(tree, node, "ac:adf-node");
  const type = inner === -1 ? "" : (attribute(tree, inner, "type") ?? "");
  if (type === "panel" || type === "decision-list") return true;
  if (descendantNamed(tree, node, "ac:adf-content") !== -1) return openHolder(w, node, { type: "fragment" });
  addBlock(w, {
    type: "extension",
    attrs: {
      extensionType: "com.atlassian.ecosystem",
      extensionKey: type || "extension",
      parameters: { storage: tree.source.slice(tree.start[node] as number, tree.end[node] as number) },
    },
  });
  return false;
}

export function enterAdfNode(w: AdfWriter, node: number): boolean {
  const { tree } = w;
  const get = (key: string): string => {
    for (const child of childrenOf(tree, node)) {
      if (isElement(tree, child, "ac:adf-attribute") && attribute(tree, child, "key") === key)
        return textOf(tree, child).trim();
    }
    return "";
  };
  switch (attribute(tree, node, "type")) {
    case "panel": {
      const type = get("panel-type");
      return openHolder(w, node, {
        type: "panel",
        attrs: {
          panelType: ["info", "note", "tip", "warning", "error", "success", "custom"].includes(type) ? type : "info",
        },
      });
    }
    case "decision-list":
      return openHolder(w, node, { type: "decisionList", attrs: { localId: get("local-id") || `decisions-${node}` } });
    case "decision-item":
      return openHolder(w, node, {
        type: "decisionItem",
        attrs: itemAttributes("decisionItem", get("local-id") || `decision-${node}`, get("state")),
      });
    default:
      return openHolder(w, node, { type: "fragment" });
  }
}
