import { spaceLink, webLink } from "../content/links.ts";
import { excerptOf, highlight, type WantedWord } from "../search/excerpt.ts";
import { plainText } from "../search/plain-text.ts";
import type { Hit } from "../search/run-query.ts";
import { escapeHtml } from "../site-pages/html.ts";
import type { Account, Content, Space } from "../state/records.ts";
import { contentJson, friendlyDate, type View } from "./content-json.ts";
import { expandedUser } from "./expanded-user.ts";
import type { Expansion } from "./expansion.ts";
import { spaceJson } from "./space-json.ts";

export const excerptModes = ["highlight", "indexed", "none", "highlight_unescaped", "indexed_unescaped"] as const;

export type ResultOptions = {
  readonly wanted: WantedWord;
  readonly excerpt: (typeof excerptModes)[number];
  readonly asked: Expansion;
};

/** A hit as `/search` shows it: content, a space or a person, under a member of that name. */
export function searchResultJson(view: View, { entry, score }: Hit, options: ResultOptions): Record<string, unknown> {
  switch (entry.kind) {
    case "content":
      return { ...contentResult(view, entry.row, options), score };
    case "space":
      return { ...spaceResult(view, entry.row, options), score };
    case "user":
      return { ...personResult(view, entry.row, options.asked.inside("user")), score };
  }
}

function contentResult(view: View, content: Content, options: ResultOptions) {
  const { site } = view;
  const space = site.spaces.get(content.spaceId);
  const container = content.containerId === null ? undefined : site.content.get(content.containerId);
  return {
    content: contentJson(view, content, options.asked.inside("content")),
    title: shown(content.title, options),
    excerpt: excerpt(() => (content.type === "attachment" ? "" : plainText(content.body)), options),
    url: webLink(site, content),
    ...(container ? { resultParentContainer: { title: container.title, displayUrl: webLink(site, container) } } : {}),
    ...(space ? { resultGlobalContainer: { title: space.name, displayUrl: spaceLink(space) } } : {}),
    breadcrumbs: [],
    entityType: "content",
    iconCssClass: `aui-icon content-type-${content.type}`,
    ...dates(content.version.createdAt),
  };
}

/** The date of a space is that of its creation: spaces have no versions. */
function spaceResult(view: View, space: Space, options: ResultOptions) {
  return {
    space: spaceJson(view, space, options.asked.inside("space")),
    title: shown(space.name, options),
    excerpt: excerpt(() => space.description, options),
    url: spaceLink(space),
    resultGlobalContainer: { title: space.name, displayUrl: spaceLink(space) },
    breadcrumbs: [],
    entityType: "space",
    iconCssClass: `aui-icon content-type-${space.type === "personal" ? "personal-space" : "space"}`,
    ...dates(space.createdAt),
  };
}

/** Profiles carry no date that changes with them. */
const profileDate = 0;

export function personResult(view: View, account: Account, asked: Expansion) {
  return {
    user: expandedUser(view, account, asked),
    title: account.displayName,
    excerpt: "",
    url: `/people/${encodeURIComponent(account.id)}`,
    breadcrumbs: [],
    entityType: "user",
    iconCssClass: "aui-icon content-type-profile",
    ...dates(profileDate),
  };
}

const dates = (at: number) => ({ lastModified: new Date(at).toISOString(), friendlyLastModified: friendlyDate(at) });

/** Text is HTML unless an `_unescaped` mode was asked for; the marks are the same in both. */
function shown(text: string, { excerpt: mode, wanted }: ResultOptions): string {
  const marked = mode.startsWith("highlight") ? highlight(text, wanted) : text;
  return mode.endsWith("_unescaped") ? marked : escapeHtml(marked);
}

function excerpt(text: () => string, options: ResultOptions): string {
  if (options.excerpt === "none") return "";
  // What is kept in the index is the beginning, wherever the words stand that were looked for.
  const around = options.excerpt.startsWith("highlight") ? options.wanted : () => false;
  return shown(excerptOf(text(), around), options);
}
