import { type Resource, targetOf } from "../model/resource.ts";
import { cdata, xmlAttribute, xmlText } from "./xml.ts";

/** `[name, value]` where the value is already storage format. */
export type StorageParameter = readonly [name: string, value: string];

function parameters(list: readonly StorageParameter[]): string {
  return list.map(([name, value]) => `<ac:parameter ac:name="${xmlAttribute(name)}">${value}</ac:parameter>`).join("");
}

export function macro(name: string, list: readonly StorageParameter[], body = ""): string {
  const open = `<ac:structured-macro ac:name="${xmlAttribute(name)}" ac:schema-version="1"`;
  const inside = parameters(list) + body;
  return inside === "" ? `${open} />` : `${open}>${inside}</ac:structured-macro>`;
}

export function richMacro(name: string, list: readonly StorageParameter[], body: string): string {
  return macro(name, list, `<ac:rich-text-body>${body === "" ? "<p />" : body}</ac:rich-text-body>`);
}

export function codeMacro(language: string, title: string, body: string): string {
  const list: StorageParameter[] = [];
  if (language !== "") list.push(["language", xmlText(language)]);
  if (title !== "") list.push(["title", xmlText(title)]);
  return macro("code", list, `<ac:plain-text-body>${cdata(body)}</ac:plain-text-body>`);
}

/** The macro each GitHub alert becomes. IMPORTANT has no macro of its own, see `alertStorage`. */
export const alertMacros: Readonly<Record<string, string>> = {
  NOTE: "info",
  TIP: "tip",
  WARNING: "note",
  CAUTION: "warning",
};

/** Other people's words for alerts, as Obsidian and older converters write them. */
export const alertKinds: Readonly<Record<string, string>> = {
  NOTE: "NOTE",
  INFO: "NOTE",
  ABSTRACT: "NOTE",
  SUMMARY: "NOTE",
  TIP: "TIP",
  HINT: "TIP",
  SUCCESS: "TIP",
  CHECK: "TIP",
  DONE: "TIP",
  IMPORTANT: "IMPORTANT",
  WARNING: "WARNING",
  ATTENTION: "WARNING",
  CAUTION: "CAUTION",
  DANGER: "CAUTION",
  ERROR: "CAUTION",
  BUG: "CAUTION",
};

const purple = "background-color: rgb(234,230,255);";

/** A panel. The purple note exists only as an ADF node, which storage carries with a fallback for old renderers. */
export function alertStorage(kind: string, title: string, body: string): string {
  const name = alertMacros[kind];
  if (name !== undefined) return richMacro(name, title === "" ? [] : [["title", xmlText(title)]], body);
  const content = (title === "" ? "" : `<p><strong>${xmlText(title)}</strong></p>`) + body || "<p />";
  return (
    `<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute>` +
    `<ac:adf-content>${content}</ac:adf-content></ac:adf-node><ac:adf-fallback>` +
    `<div class="panel" style="${purple}"><div class="panelContent" style="${purple}">${content}</div></div>` +
    "</ac:adf-fallback></ac:adf-extension>"
  );
}

export function expandStorage(title: string, body: string): string {
  return richMacro("expand", title === "" ? [] : [["title", xmlText(title)]], body);
}

/** The `ri:` element of a resource. */
export function resourceStorage(resource: Resource): string {
  switch (resource.kind) {
    case "page":
      return `<ri:page${space(resource.space)} ri:content-title="${xmlAttribute(resource.title)}" />`;
    case "blog": {
      const day = resource.day === undefined ? "" : ` ri:posting-day="${xmlAttribute(resource.day)}"`;
      return `<ri:blog-post${space(resource.space)} ri:content-title="${xmlAttribute(resource.title)}"${day} />`;
    }
    case "attachment": {
      const name = `<ri:attachment ri:filename="${xmlAttribute(resource.filename)}"`;
      return resource.owner === undefined ? `${name} />` : `${name}>${resourceStorage(resource.owner)}</ri:attachment>`;
    }
    case "user":
      return `<ri:user ri:${resource.idKind}="${xmlAttribute(resource.id)}" />`;
    case "space":
      return `<ri:space ri:space-key="${xmlAttribute(resource.key)}" />`;
    case "url":
      return `<ri:url ri:value="${xmlAttribute(resource.url)}" />`;
    case "shortcut":
      return `<ri:shortcut ri:key="${xmlAttribute(resource.key)}" ri:parameter="${xmlAttribute(resource.value)}" />`;
    case "content":
      return `<ri:content-entity ri:content-id="${xmlAttribute(resource.id)}" />`;
  }
}

function space(key: string | undefined): string {
  return key === undefined ? "" : ` ri:space-key="${xmlAttribute(key)}"`;
}

/** A link in storage format; `body` is its inline storage. */
export function linkStorage(href: string, body: string): string {
  const target = targetOf(href);
  if (target === undefined) {
    if (href.startsWith("#"))
      return `<ac:link ac:anchor="${xmlAttribute(decodeAnchor(href.slice(1)))}">${linkBody(body)}</ac:link>`;
    return `<a href="${xmlAttribute(href)}">${body}</a>`;
  }
  const anchor = target.anchor === undefined ? "" : ` ac:anchor="${xmlAttribute(target.anchor)}"`;
  // A mention's name is the person's own: Confluence shows it whatever the body says.
  return `<ac:link${anchor}>${resourceStorage(target.resource)}${target.resource.kind === "user" ? "" : linkBody(body)}</ac:link>`;
}

function linkBody(body: string): string {
  return body === "" ? "" : `<ac:link-body>${body}</ac:link-body>`;
}

function decodeAnchor(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An image in storage format, or undefined when the address is one Confluence cannot show. */
export function imageStorage(src: string, alt: string, title: string, caption = ""): string | undefined {
  const attributes =
    (alt === "" ? "" : ` ac:alt="${xmlAttribute(alt)}"`) + (title === "" ? "" : ` ac:title="${xmlAttribute(title)}"`);
  const target = targetOf(src);
  let resource: Resource;
  if (target?.resource.kind === "attachment") resource = target.resource;
  else if (/^https?:\/\//i.test(src)) resource = { kind: "url", url: src };
  else if (src === "" || /^[a-z][a-z0-9+.-]*:/i.test(src)) return undefined;
  else resource = { kind: "attachment", filename: decodeAnchor(src.replace(/[?#].*$/, "").replace(/^.*\//, "")) };
  const below = caption === "" ? "" : `<ac:caption><p>${caption}</p></ac:caption>`;
  return `<ac:image${attributes}>${resourceStorage(resource)}${below}</ac:image>`;
}

/** How the shown text of `{{name: text}}` becomes a parameter when the macro is new. Other names stay text. */
const newMacros: Readonly<Record<string, (text: string) => StorageParameter[]>> = {
  toc: () => [],
  children: () => [],
  attachments: () => [],
  pagetree: () => [],
  "recently-updated": () => [],
  contentbylabel: () => [],
  livesearch: () => [],
  status: (text) => [["title", xmlText(text)]],
  jira: (text) => [[/^[A-Z][A-Z0-9_]*-\d+$/.test(text) ? "key" : "jqlQuery", xmlText(text)]],
  anchor: (text) => [["", xmlText(text)]],
  include: (text) => [["", `<ac:link>${resourceStorage({ kind: "page", title: text })}</ac:link>`]],
  "excerpt-include": (text) => [["", `<ac:link>${resourceStorage({ kind: "page", title: text })}</ac:link>`]],
};

/** A macro written by hand as `{{name: text | key=value}}`, or undefined when the name is none of ours. */
export function newMacro(name: string, text: string): string | undefined {
  const make = Object.hasOwn(newMacros, name) ? newMacros[name] : undefined;
  if (make === undefined) return undefined;
  const [shown = "", ...settings] = text.split("|").map((part) => part.trim());
  const list = shown === "" && !["toc", "children"].includes(name) ? [] : make(shown);
  const extra = settings.flatMap((setting): StorageParameter[] => {
    const at = setting.indexOf("=");
    return at > 0 ? [[setting.slice(0, at).trim(), xmlText(setting.slice(at + 1).trim())]] : [];
  });
  return macro(name, [...list, ...extra]);
}
