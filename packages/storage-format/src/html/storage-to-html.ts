import { emoticonText } from "../model/emoticon.ts";
import { macroBody, macroName, macroShape, parameter, parameterNode } from "../model/macro.ts";
import { firstResource, type Resolvers, resourceHref, resourceText, resourceWithin } from "../model/resource.ts";
import { parse } from "../tree/parse.ts";
import {
  attribute,
  attributesOf,
  CDATA,
  childNamed,
  ELEMENT,
  nameOf,
  nodeText,
  TEXT,
  type Tree,
  textOf,
} from "../tree/tree.ts";
import { walk } from "../tree/walk.ts";

export interface HtmlOptions extends Resolvers {
  /** Puts something in place of a macro without text (children, toc, jira …): HTML, or undefined for its name. */
  renderMacro?: (macro: { name: string; parameters: ReadonlyMap<string, string> }) => string | undefined;
}

interface HtmlWriter {
  tree: Tree;
  options: HtmlOptions;
  out: string[];
  /** What to write when an open element is left. */
  ends: string[];
}

const plain = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br pre strong b em i u s del strike ins code tt kbd samp sub sup small big span a table caption colgroup col thead tbody tfoot tr th td div dl dt dd img cite q abbr center".split(
    " ",
  ),
);
const empty = new Set(["hr", "br", "col", "img"]);
const kept = new Set([
  "style",
  "href",
  "colspan",
  "rowspan",
  "start",
  "class",
  "id",
  "title",
  "alt",
  "src",
  "width",
  "height",
  "data-highlight-colour",
  "data-layout",
]);
const hidden = new Set(
  "script head ac:parameter ac:default-parameter ac:placeholder ac:task-id ac:task-uuid ac:task-status ac:adf-attribute ac:adf-fallback ac:adf-mark ac:adf-leaf ac:adf-fragment-mark at:declarations ri:user".split(
    " ",
  ),
);
const panels: Readonly<Record<string, string>> = { info: "information", tip: "tip", note: "note", warning: "warning" };
const lozenges: Readonly<Record<string, string>> = {
  green: "success",
  yellow: "current",
  red: "error",
  blue: "complete",
  purple: "progress",
};

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A page as the HTML a reader's browser gets (Confluence's `view` body): macros rendered, names resolved. */
export function storageToHtml(storage: string, options: HtmlOptions = {}): string {
  const tree = parse(storage);
  const w: HtmlWriter = { tree, options, out: [], ends: [] };
  walk(tree, 0, {
    enter(node) {
      const kind = tree.kind[node];
      if (kind === TEXT || kind === CDATA) {
        w.out.push(escapeHtml(nodeText(tree, node)));
        return false;
      }
      return kind === ELEMENT && enter(w, node, nameOf(tree, node));
    },
    leave() {
      w.out.push(w.ends.pop() as string);
    },
  });
  return w.out.join("");
}

function open(w: HtmlWriter, start: string, end: string): true {
  w.out.push(start);
  w.ends.push(end);
  return true;
}

function enter(w: HtmlWriter, node: number, name: string): boolean {
  const { tree, options, out } = w;
  if (hidden.has(name)) return false;
  if (plain.has(name)) {
    const attributes = plainAttributes(tree, node, name);
    if (empty.has(name)) {
      out.push(`<${name}${attributes}/>`);
      return false;
    }
    return open(w, `<${name}${attributes}>`, `</${name}>`);
  }
  switch (name) {
    case "time": {
      const date = attribute(tree, node, "datetime") ?? "";
      out.push(`<time datetime="${escapeHtml(date)}">${escapeHtml(textOf(tree, node).trim() || date)}</time>`);
      return false;
    }
    case "ac:emoticon":
      out.push(`<span class="emoticon">${escapeHtml(emoticonText(tree, node))}</span>`);
      return false;
    case "ac:link":
      return enterLink(w, node);
    case "ac:image": {
      const resource = firstResource(tree, node);
      const src = resource === undefined ? "" : resourceHref(resource, options);
      const alt = attribute(tree, node, "ac:alt") ?? "";
      const width = attribute(tree, node, "ac:width");
      const size = width === undefined ? "" : ` width="${escapeHtml(width)}"`;
      out.push(
        `<span class="confluence-embedded-file-wrapper"><img class="confluence-embedded-image" src="${escapeHtml(src)}" alt="${escapeHtml(alt)}"${size}/></span>`,
      );
      if (childNamed(tree, node, "ac:caption") === -1) return false;
      return open(w, '<div class="caption">', "</div>");
    }
    case "ac:task-list":
      return open(w, '<ul class="inline-task-list">', "</ul>");
    case "ac:task": {
      const done = textOf(tree, childNamed(tree, node, "ac:task-status")).trim() === "complete";
      const id = escapeHtml(textOf(tree, childNamed(tree, node, "ac:task-id")).trim());
      return open(w, `<li${done ? ' class="checked"' : ""} data-inline-task-id="${id}">`, "</li>");
    }
    case "ac:task-body":
      return open(w, "<span>", "</span>");
    case "ac:layout":
      return open(w, '<div class="contentLayout2">', "</div>");
    case "ac:layout-section": {
      const type = escapeHtml((attribute(tree, node, "ac:type") ?? "single").replaceAll("_", "-"));
      return open(w, `<div class="columnLayout ${type}" data-layout="${type}">`, "</div>");
    }
    case "ac:layout-cell":
      return open(w, '<div class="cell normal" data-type="normal"><div class="innerCell">', "</div></div>");
    case "ac:inline-comment-marker":
      return open(
        w,
        `<span class="inline-comment-marker" data-ref="${escapeHtml(attribute(tree, node, "ac:ref") ?? "")}">`,
        "</span>",
      );
    case "ac:structured-macro":
    case "ac:macro":
      return enterMacro(w, node);
    case "ac:adf-node":
      return attribute(tree, node, "type") === "panel"
        ? open(w, '<div class="panel"><div class="panelContent">', "</div></div>")
        : open(w, "", "");
    default:
      return open(w, "", "");
  }
}

function plainAttributes(tree: Tree, node: number, name: string): string {
  let out = "";
  for (const [key, value] of attributesOf(tree, node)) {
    if (!kept.has(key)) continue;
    if ((key === "href" || key === "src") && /^\s*(?:javascript|vbscript):/i.test(value)) continue;
    out += ` ${key}="${escapeHtml(value)}"`;
  }
  const heading = /^h[1-6]$/.test(name) && !out.includes(" id=");
  return heading ? `${out} id="${escapeHtml(headingId(tree, node))}"` : out;
}

/** A heading's fragment, from its first words: a heading that holds a page is not searched to its end. */
function headingId(tree: Tree, node: number): string {
  let text = "";
  for (let inner = node + 1; inner < (tree.after[node] as number) && inner < node + 200; inner++)
    text += nodeText(tree, inner);
  return text.trim().replace(/\s+/g, "-");
}

function enterLink(w: HtmlWriter, node: number): boolean {
  const { tree, options, out } = w;
  const resource = firstResource(tree, node);
  const anchor = attribute(tree, node, "ac:anchor");
  const href =
    resource === undefined ? (anchor === undefined ? "" : `#${anchor}`) : resourceHref(resource, options, anchor);
  const start =
    resource?.kind === "user"
      ? `<a class="confluence-userlink user-mention" data-account-id="${escapeHtml(resource.id)}" href="${escapeHtml(href)}">`
      : `<a href="${escapeHtml(href)}">`;
  const body =
    childNamed(tree, node, "ac:link-body") !== -1 || childNamed(tree, node, "ac:plain-text-link-body") !== -1;
  if (body) return href === "" ? open(w, "", "") : open(w, start, "</a>");
  const text = resource === undefined ? (anchor ?? "") : resourceText(resource, options);
  if (text !== "") out.push(`${start}${escapeHtml(text)}</a>`);
  return false;
}

function enterMacro(w: HtmlWriter, node: number): boolean {
  const { tree, out, options } = w;
  const name = macroName(tree, node);
  const shape = macroShape(tree, node);
  const title = escapeHtml(parameter(tree, node, "title") ?? "");
  switch (shape.kind) {
    case "code": {
      const language = parameter(tree, node, "language") ?? shape.language;
      const header = title === "" ? "" : `<div class="codeHeader panelHeader"><b>${title}</b></div>`;
      const brush = language === undefined ? "" : ` data-syntaxhighlighter-params="brush: ${escapeHtml(language)}"`;
      out.push(
        `<div class="code panel">${header}<div class="codeContent panelContent"><pre class="syntaxhighlighter-pre"${brush}>${escapeHtml(textOf(tree, macroBody(tree, node)))}</pre></div></div>`,
      );
      return false;
    }
    case "panel": {
      const kind = panels[name];
      if (kind === undefined) {
        const header = title === "" ? "" : `<div class="panelHeader"><b>${title}</b></div>`;
        return open(w, `<div class="panel">${header}<div class="panelContent">`, "</div></div>");
      }
      const header = title === "" ? "" : `<p class="title">${title}</p>`;
      return open(
        w,
        `<div class="confluence-information-macro confluence-information-macro-${kind}">${header}<div class="confluence-information-macro-body">`,
        "</div></div>",
      );
    }
    case "expand":
      return open(
        w,
        `<div class="expand-container"><div class="expand-control"><span class="expand-control-text">${title}</span></div><div class="expand-content">`,
        "</div></div>",
      );
    case "status": {
      const colour = (parameter(tree, node, "colour") ?? "").toLowerCase();
      const kind = lozenges[colour];
      out.push(
        `<span class="status-macro aui-lozenge${kind === undefined ? "" : ` aui-lozenge-${kind}`}">${title}</span>`,
      );
      return false;
    }
    case "mention": {
      const resource = resourceWithin(tree, node);
      if (resource !== undefined)
        out.push(
          `<a class="confluence-userlink" href="${escapeHtml(resourceHref(resource, options))}">${escapeHtml(resourceText(resource, options))}</a>`,
        );
      return false;
    }
    case "unwrap": {
      const shown = shape.title === undefined ? "" : escapeHtml(parameter(tree, node, shape.title) ?? "");
      return open(w, shown === "" ? "" : `<p><strong>${shown}</strong></p>`, "");
    }
    case "reference": {
      const rendered = options.renderMacro?.({ name, parameters: parametersOf(tree, node) });
      out.push(rendered ?? referenceHtml(w, node, name, shape.show));
      return false;
    }
  }
}

function referenceHtml(w: HtmlWriter, node: number, name: string, show: readonly string[]): string {
  const { tree, options } = w;
  if (name === "anchor")
    return `<span class="confluence-anchor-link" id="${escapeHtml(parameter(tree, node, "") ?? "")}"></span>`;
  const resource = resourceWithin(tree, node);
  if (resource !== undefined)
    return `<a href="${escapeHtml(resourceHref(resource, options))}">${escapeHtml(resourceText(resource, options))}</a>`;
  const text = show
    .map((key) => parameter(tree, node, key))
    .filter(Boolean)
    .join(" ");
  return `<span class="conf-macro" data-macro-name="${escapeHtml(name)}">${escapeHtml(text)}</span>`;
}

function parametersOf(tree: Tree, node: number): Map<string, string> {
  const found = new Map<string, string>();
  for (let child = node + 1; child < (tree.after[node] as number); child = tree.after[child] as number) {
    if (tree.kind[child] !== ELEMENT || nameOf(tree, child) !== "ac:parameter") continue;
    const key = attribute(tree, child, "ac:name") ?? "";
    const resource = resourceWithin(tree, parameterNode(tree, node, key));
    found.set(key, resource === undefined ? textOf(tree, child).trim() : resourceText(resource, {}));
  }
  return found;
}
