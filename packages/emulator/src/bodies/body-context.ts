import { attachmentNamed, attachmentsOf } from "../content/attachments.ts";
import { webLink } from "../content/links.ts";
import { childrenOf } from "../content/tree.ts";
import { escapeHtml } from "../site-pages/html.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { tableOfContents } from "./table-of-contents.ts";

type Macro = { readonly name: string; readonly parameters: ReadonlyMap<string, string> };

/** What a body only refers to, looked up on the site; in the form `@tributary/storage-format` asks for it. */
export type BodyContext = {
  /** The path of the site's `/wiki`: links in bodies are relative to the host. */
  readonly baseUrl: string;
  resolveUser(id: string): string | undefined;
  resolvePage(reference: { title: string; space?: string; day?: string }): string | undefined;
  resolveAttachment(reference: { filename: string; owner?: string }): string | undefined;
  renderMacro(macro: Macro): string | undefined;
};

const link = (href: string, text: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
const listOf = (name: string, items: readonly string[]): string =>
  `<ul class="${name}">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;

/** The context of one content's body. Nothing is looked up before the body asks. */
export function bodyContext(site: Site, content: Content): BodyContext {
  const baseUrl = `${site.prefix}/wiki`;
  const spaceIdOf = (key: string | undefined): number | undefined =>
    key === undefined ? content.spaceId : site.lists.spaceByKey.in(key.toLowerCase())[0]?.id;
  const titled = (type: "page" | "blogpost", title: string, space: string | undefined): Content | undefined => {
    const spaceId = spaceIdOf(space);
    return site.lists.titled
      .in(`${type}:${title.toLowerCase()}`)
      .find((row) => row.spaceId === spaceId && row.status === "current");
  };
  /** Where the files of this body hang: on the page, for a comment on the page it is about. */
  const page = content.type === "comment" ? (site.content.get(content.containerId ?? 0) ?? content) : content;
  const fileUrl = ({ containerId, title }: Content): string =>
    `${baseUrl}/download/attachments/${containerId}/${encodeURIComponent(title)}?api=v2`;
  const image = (file: Content): string =>
    `<span class="confluence-embedded-file-wrapper"><img class="confluence-embedded-image" src="${escapeHtml(fileUrl(file))}" alt="${escapeHtml(file.title)}"/></span>`;

  const macros: Readonly<Record<string, (parameters: Macro["parameters"]) => string | undefined>> = {
    // A child with restrictions of its own may be hidden from the reader, who is not known here, so it is left out.
    children: (parameters) => {
      const named = parameters.get("page");
      const parent = named ? titled("page", named, undefined) : page;
      const shown = childrenOf(site, parent?.id ?? 0).filter(
        ({ restrictions, status }) => restrictions === null && status === "current",
      );
      return listOf(
        "childpages-macro",
        shown.map((child) => link(baseUrl + webLink(site, child), child.title)),
      );
    },
    toc: (parameters) => tableOfContents(content.body, parameters),
    gallery: () =>
      `<div class="gallery">${attachmentsOf(site, page.id)
        .filter(({ file }) => file?.mediaType.startsWith("image/"))
        .map(image)
        .join("")}</div>`,
    attachments: () =>
      listOf(
        "attachments-macro",
        attachmentsOf(site, page.id).map((file) => link(fileUrl(file), file.title)),
      ),
    "view-file": (parameters) => {
      const file = attachmentNamed(site, page.id, parameters.get("name") ?? "");
      return file && link(fileUrl(file), file.title);
    },
  };

  return {
    baseUrl,
    resolveUser: (id) => site.accounts.get(id)?.displayName,
    resolvePage: ({ title, space, day }) => {
      const found = titled(day === undefined ? "page" : "blogpost", title, space);
      return found && baseUrl + webLink(site, found);
    },
    resolveAttachment: ({ filename, owner }) => {
      const on = owner === undefined ? page : titled("page", owner, undefined);
      const file = on && attachmentNamed(site, on.id, filename);
      return file && fileUrl(file);
    },
    renderMacro: ({ name, parameters }) => (Object.hasOwn(macros, name) ? macros[name]?.(parameters) : undefined),
  };
}
