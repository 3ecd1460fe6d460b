/**
 * Builders of storage format as the Cloud editor writes it. Every function returns storage markup; arguments called
 * `inline` or `blocks` are markup already, arguments called `text` are plain text and are escaped here.
 */
import { accountIdOf } from "./people.ts";
import { LOCAL_ID, refMark, TASK_ID, UUID } from "./stable-ids.ts";

/** Escapes text, leaving entities that were written on purpose (`&deg;`, `&#160;`) alone. */
export function esc(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text
    .replace(/&(?!(?:[a-zA-Z]+|#\d+);)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

// --- text ---

export const p = (inline: string) =>
  inline === "" ? `<p local-id="${LOCAL_ID}" />` : `<p local-id="${LOCAL_ID}">${inline}</p>`;
export const centred = (inline: string) => `<p style="text-align: center;" local-id="${LOCAL_ID}">${inline}</p>`;
export const indented = (level: number, inline: string) =>
  `<p style="margin-left: ${level * 30}.0px;" local-id="${LOCAL_ID}">${inline}</p>`;
export const heading = (level: number, inline: string) => `<h${level} local-id="${LOCAL_ID}">${inline}</h${level}>`;
export const h2 = (inline: string) => heading(2, inline);
export const h3 = (inline: string) => heading(3, inline);
export const quote = (blocks: string) => `<blockquote local-id="${LOCAL_ID}">${blocks}</blockquote>`;
export const rule = "<hr />";
export const strong = (inline: string) => `<strong>${inline}</strong>`;
export const code = (text: string) => `<code>${esc(text)}</code>`;
export const sub = (text: string) => `<sub>${esc(text)}</sub>`;
export const sup = (text: string) => `<sup>${esc(text)}</sup>`;
export const coloured = (rgb: string, inline: string) => `<span style="color: ${rgb};">${inline}</span>`;
export const date = (day: string) => `<time datetime="${day}" />`;

// --- lists ---

export const listItem = (blocks: string) => `<li local-id="${LOCAL_ID}">${blocks}</li>`;
export const bullets = (items: string[]) => `<ul local-id="${LOCAL_ID}">${items.join("")}</ul>`;
export const numbered = (items: string[], start = 1) =>
  `<ol start="${start}" local-id="${LOCAL_ID}">${items.join("")}</ol>`;

/** `nested` is a whole task list; Cloud keeps it inside the task, after the body. */
export const task = (done: boolean, inline: string, nested = "") =>
  `<ac:task><ac:task-id>${TASK_ID}</ac:task-id><ac:task-uuid>${UUID}</ac:task-uuid>` +
  `<ac:task-status>${done ? "complete" : "incomplete"}</ac:task-status>` +
  `<ac:task-body><span class="placeholder-inline-tasks">${inline}</span></ac:task-body>${nested}</ac:task>`;
export const taskList = (tasks: string[]) => `<ac:task-list ac:task-list-id="${UUID}">${tasks.join("")}</ac:task-list>`;

// --- tables ---

export type Cell =
  | string
  | { blocks: string; header?: boolean; colspan?: number; rowspan?: number; highlight?: string };
export type TableOptions = {
  layout?: "default" | "wide" | "full-width" | "center";
  width?: number;
  /** Column widths in pixels. */
  columns?: number[];
  headerRow?: boolean;
  headerColumn?: boolean;
  /** Adds the numbering column of the editor. */
  numbered?: boolean;
};

function cell(content: Cell, headerByPlace: boolean): string {
  const { blocks, header, colspan, rowspan, highlight } =
    typeof content === "string" ? ({ blocks: p(content) } as Exclude<Cell, string>) : content;
  const name = (header ?? headerByPlace) ? "th" : "td";
  const attributes =
    (highlight ? ` data-highlight-colour="${highlight}"` : "") +
    (colspan ? ` colspan="${colspan}"` : "") +
    (rowspan ? ` rowspan="${rowspan}"` : "");
  return `<${name}${attributes}>${blocks}</${name}>`;
}

/** A cell that is a string holds one paragraph of inline markup. */
export function table(rows: Cell[][], options: TableOptions = {}): string {
  const { layout = "default", width = 760, columns, headerRow = true, headerColumn = false } = options;
  const lines = rows.map((row, y) => {
    const isHead = headerRow && y === 0;
    const number = options.numbered
      ? isHead
        ? '<th class="numberingColumn" />'
        : `<td class="numberingColumn">${headerRow ? y : y + 1}</td>`
      : "";
    return `<tr>${number}${row.map((one, x) => cell(one, isHead || (headerColumn && x === 0))).join("")}</tr>`;
  });
  const widths = columns
    ? `<colgroup>${columns.map((w) => `<col style="width: ${w}.0px;" />`).join("")}</colgroup>`
    : "";
  return `<table data-table-width="${width}" data-layout="${layout}" ac:local-id="${UUID}">${widths}<tbody>${lines.join("")}</tbody></table>`;
}

// --- links ---

const page = (title: string, space?: string) =>
  `<ri:page${space ? ` ri:space-key="${space}"` : ""} ri:content-title="${esc(title)}" ri:version-at-save="1" />`;

export type LinkOptions = { space?: string | undefined; text?: string | undefined; anchor?: string | undefined };

/** A link to a page by title. Without `text` the title is shown, as the editor stores it. */
export function pageLink(title: string, { space, text, anchor }: LinkOptions = {}): string {
  const at = anchor ? ` ac:anchor="${esc(anchor)}"` : "";
  return `<ac:link ac:card-appearance="inline"${at}>${page(title, space)}<ac:link-body>${text ?? esc(title)}</ac:link-body></ac:link>`;
}
/** The older spelling without a body: the title is the text. */
export const bareLink = (title: string, space?: string) => `<ac:link>${page(title, space)}</ac:link>`;
export const anchorLink = (anchor: string, inline: string) =>
  `<ac:link ac:anchor="${esc(anchor)}"><ac:link-body>${inline}</ac:link-body></ac:link>`;
/** `day` is written 2025/03/14. */
export const blogLink = (title: string, space: string, day: string, text?: string) =>
  `<ac:link><ri:blog-post ri:space-key="${space}" ri:content-title="${esc(title)}" ri:posting-day="${day}" ri:version-at-save="1" /><ac:link-body>${text ?? esc(title)}</ac:link-body></ac:link>`;
export const attachmentLink = (fileName: string, text: string, ofPage?: { title: string; space: string }) => {
  const open = `<ri:attachment ri:filename="${esc(fileName)}" ri:version-at-save="1"`;
  const target = ofPage ? `${open}>${page(ofPage.title, ofPage.space)}</ri:attachment>` : `${open} />`;
  return `<ac:link>${target}<ac:plain-text-link-body>${cdata(text)}</ac:plain-text-link-body></ac:link>`;
};
export const spaceLink = (key: string, text: string) =>
  `<ac:link><ri:space ri:space-key="${key}" /><ac:link-body>${esc(text)}</ac:link-body></ac:link>`;
export const mention = (person: string) =>
  `<ac:link><ri:user ri:account-id="${accountIdOf(person)}" ri:local-id="${LOCAL_ID}" /></ac:link>`;
export const webLink = (url: string, inline: string) => `<a href="${esc(url)}">${inline}</a>`;
export const card = (url: string, appearance: "inline" | "block" | "embed" = "inline") =>
  appearance === "embed"
    ? `<a href="${esc(url)}" data-layout="center" data-width="100.00" data-card-appearance="embed">${esc(url)}</a>`
    : `<a href="${esc(url)}" data-card-appearance="${appearance}">${esc(url)}</a>`;

// --- macros ---

type MacroOptions = { plain?: string; rich?: string; schemaVersion?: number; layout?: string };

export function macro(name: string, parameters: Record<string, string> = {}, options: MacroOptions = {}): string {
  const { plain, rich, schemaVersion = 1, layout } = options;
  const written = Object.entries(parameters)
    .map(([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`)
    .join("");
  const body =
    plain !== undefined
      ? `<ac:plain-text-body>${cdata(plain)}</ac:plain-text-body>`
      : rich !== undefined
        ? `<ac:rich-text-body>${rich}</ac:rich-text-body>`
        : "";
  const place = layout ? ` data-layout="${layout}"` : "";
  const open = `<ac:structured-macro ac:name="${name}" ac:schema-version="${schemaVersion}"${place} ac:local-id="${LOCAL_ID}" ac:macro-id="${UUID}"`;
  return written + body === "" ? `${open} />` : `${open}>${written}${body}</ac:structured-macro>`;
}

export type StatusColour = "Grey" | "Red" | "Yellow" | "Green" | "Blue" | "Purple";
export const status = (title: string, colour: StatusColour) =>
  macro("status", colour === "Grey" ? { title: esc(title) } : { title: esc(title), colour });
export const codeMacro = (language: string, text: string, more: Record<string, string> = {}) =>
  macro("code", { ...(language ? { language } : {}), ...more }, { plain: text });
export const noformat = (text: string) => macro("noformat", {}, { plain: text });
export const panel = (kind: "info" | "note" | "tip" | "warning", blocks: string, title?: string) =>
  macro(kind, title ? { title: esc(title) } : {}, { rich: blocks });
export const emojiPanel = (emoji: string, id: string, colour: string, blocks: string) =>
  macro("panel", { panelIcon: `:${id}:`, panelIconId: id, panelIconText: emoji, bgColor: colour }, { rich: blocks });
export const expand = (title: string, blocks: string) => macro("expand", { title: esc(title) }, { rich: blocks });
export const toc = (maxLevel = 3) =>
  macro("toc", {
    minLevel: "1",
    maxLevel: String(maxLevel),
    outline: "false",
    style: "none",
    type: "list",
    printable: "true",
  });
export const children = (parameters: Record<string, string> = {}) =>
  macro("children", parameters, { schemaVersion: 2 });
export const excerpt = (name: string, blocks: string) =>
  macro("excerpt", { name, "atlassian-macro-output-type": "INLINE" }, { rich: blocks });
export const excerptInclude = (title: string, space: string, name: string) =>
  macro("excerpt-include", { "": `<ac:link>${page(title, space)}</ac:link>`, name });
export const includePage = (title: string, space: string) =>
  macro("include", { "": `<ac:link>${page(title, space)}</ac:link>` });
export const anchor = (name: string) => macro("anchor", { "": esc(name) });
/** The page properties macro around a two-column table; values are inline markup. */
export const details = (id: string, rows: [string, string][]) =>
  macro("details", id ? { id } : {}, {
    rich: table(
      rows.map(([name, value]) => [{ blocks: p(strong(esc(name))), header: true }, value]),
      { headerRow: false, columns: [200, 560] },
    ),
  });
export const detailsSummary = (cql: string, headings: string, firstColumn = "Title", id = "") =>
  macro(
    "detailssummary",
    { ...(id ? { id } : {}), firstcolumn: firstColumn, headings: esc(headings), sortBy: "Title", cql: esc(cql) },
    { schemaVersion: 2 },
  );
export const jiraIssue = (key: string) =>
  macro("jira", { key, serverId: "a1c0f0f2-6f7e-3e05-9d1c-2f1b8b6d3a77", server: "System Jira" });
export const jiraTable = (jql: string, columns: string) =>
  macro("jira", {
    server: "System Jira",
    columns,
    maximumIssues: "20",
    jqlQuery: esc(jql),
    serverId: "a1c0f0f2-6f7e-3e05-9d1c-2f1b8b6d3a77",
  });
export const viewFile = (fileName: string) =>
  macro("view-file", {
    name: `<ri:attachment ri:filename="${esc(fileName)}" ri:version-at-save="1" />`,
    height: "250",
  });
export const drawio = (diagramName: string, width: number, height: number) =>
  macro("drawio", {
    diagramName: esc(diagramName),
    simpleViewer: "false",
    width: String(width),
    height: String(height),
    zoom: "1",
    links: "auto",
    tbstyle: "top",
    lbox: "true",
    revision: "3",
    baseUrl: "https://rillmark.example/wiki",
    diagramDisplayName: esc(diagramName),
  });

// --- images, emoji ---

export type ImageOptions = {
  width?: number;
  original?: [number, number];
  alt?: string;
  caption?: string;
  layout?: string;
};

/** An image attached to the page; `caption` is inline markup, `original` the width and height of the file. */
export function image(fileName: string, options: ImageOptions = {}): string {
  const { width = 760, original = [760, 420], alt = fileName, caption, layout = "center" } = options;
  const align =
    layout.startsWith("wrap-") || layout.startsWith("align-")
      ? layout.endsWith("left") || layout.endsWith("start")
        ? "left"
        : "right"
      : "center";
  return (
    `<ac:image ac:align="${align}" ac:layout="${layout}" ac:original-height="${original[1]}" ac:original-width="${original[0]}" ac:custom-width="true" ac:alt="${esc(alt)}" ac:width="${width}" ac:local-id="${LOCAL_ID}">` +
    `<ri:attachment ri:filename="${esc(fileName)}" ri:version-at-save="1" />${caption ? `<ac:caption><p>${caption}</p></ac:caption>` : ""}</ac:image>`
  );
}
export const webImage = (url: string, alt: string) =>
  `<ac:image ac:align="center" ac:layout="center" ac:alt="${esc(alt)}" ac:local-id="${LOCAL_ID}"><ri:url ri:value="${esc(url)}" /></ac:image>`;

/** Cloud writes "blue-star" as the old name of every emoji that has none. */
export const emoji = (character: string, shortName: string) =>
  `<ac:emoticon ac:emoji-fallback="${character}" ac:emoji-id="${[...character].map((c) => c.codePointAt(0)?.toString(16)).join("-")}" ac:emoji-shortname=":${shortName}:" ac:local-id="${LOCAL_ID}" ac:name="blue-star" />`;
export const atlassianEmoji = (shortName: string, oldName: string) =>
  `<ac:emoticon ac:emoji-fallback=":${shortName}:" ac:emoji-id="atlassian-${shortName}" ac:emoji-shortname=":${shortName}:" ac:local-id="${LOCAL_ID}" ac:name="${oldName}" />`;

// --- layout ---

export type SectionType =
  | "fixed-width"
  | "two_equal"
  | "two_left_sidebar"
  | "two_right_sidebar"
  | "three_equal"
  | "three_with_sidebars";
export const section = (type: SectionType, cells: string[], mode = "default") =>
  `<ac:layout-section ac:type="${type}" ac:breakout-mode="${mode}" ac:local-id="${UUID}">${cells.map((blocks) => `<ac:layout-cell ac:local-id="${UUID}">${blocks}</ac:layout-cell>`).join("")}</ac:layout-section>`;
export const layout = (...sections: string[]) => `<ac:layout>${sections.join("")}</ac:layout>`;

// --- comments, templates, ADF ---

/** Text that the inline comment `name` of this page is about; several markers may share a name. */
export const marker = (name: string, inline: string) =>
  `<ac:inline-comment-marker ac:ref="${refMark(name)}">${inline}</ac:inline-comment-marker>`;
export const placeholder = (text: string, type?: string) =>
  `<ac:placeholder${type ? ` ac:type="${type}"` : ""}>${esc(text)}</ac:placeholder>`;

const adfAttribute = (key: string, value: string) => `<ac:adf-attribute key="${key}">${esc(value)}</ac:adf-attribute>`;

/** The editor's custom panel, which has no macro of its own. */
export const adfPanel = (kind: "note" | "custom", inline: string, icon = "telescope", colour = "#E6FCFF") =>
  `<ac:adf-extension><ac:adf-node type="panel">${adfAttribute("panel-type", kind)}` +
  (kind === "custom" ? adfAttribute("panel-icon", `:${icon}:`) + adfAttribute("panel-color", colour) : "") +
  `<ac:adf-content><p local-id="${LOCAL_ID}">${inline}</p></ac:adf-content></ac:adf-node>` +
  `<ac:adf-fallback><div class="panel conf-macro output-block" style="background-color: rgb(234,230,255);border-color: rgb(153,141,217);border-width: 1.0px;"><div class="panelContent" style="background-color: rgb(234,230,255);"><p local-id="${LOCAL_ID}">${inline}</p></div></div></ac:adf-fallback></ac:adf-extension>`;

/** Decisions taken; the fallback repeats them as a list. */
export const decisions = (items: string[]) =>
  `<ac:adf-extension><ac:adf-node type="decision-list">${adfAttribute("local-id", UUID)}` +
  items
    .map(
      (inline) =>
        `<ac:adf-node type="decision-item">${adfAttribute("local-id", UUID)}${adfAttribute("state", "DECIDED")}<ac:adf-content>${inline}</ac:adf-content></ac:adf-node>`,
    )
    .join("") +
  `</ac:adf-node><ac:adf-fallback><ul class="decision-list">${items.map((inline) => `<li>${inline}</li>`).join("")}</ul></ac:adf-fallback></ac:adf-extension>`;
