import { attribute, childrenOf, ELEMENT, nameOf, type Tree } from "../tree/tree.ts";

/** What an `ri:` element points at, as the page names it: pages by title, people by account id. */
export type Resource =
  | { kind: "page"; title: string; space?: string }
  | { kind: "blog"; title: string; day?: string; space?: string }
  | { kind: "attachment"; filename: string; owner?: Resource }
  | { kind: "user"; id: string; idKind: "account-id" | "userkey" | "username" }
  | { kind: "space"; key: string }
  | { kind: "url"; url: string }
  | { kind: "shortcut"; key: string; value: string }
  | { kind: "content"; id: string };

/** The resource of an `ri:` element, or undefined when it is none or says nothing. */
export function resourceOf(tree: Tree, node: number): Resource | undefined {
  const get = (name: string): string | undefined => attribute(tree, node, name) || undefined;
  switch (nameOf(tree, node)) {
    case "ri:page":
      return withSpace({ kind: "page", title: get("ri:content-title") ?? "" }, get("ri:space-key"));
    case "ri:blog-post": {
      const day = get("ri:posting-day");
      const blog: Resource = {
        kind: "blog",
        title: get("ri:content-title") ?? "",
        ...(day === undefined ? {} : { day }),
      };
      return withSpace(blog, get("ri:space-key"));
    }
    case "ri:attachment": {
      const owner = firstResource(tree, node);
      return { kind: "attachment", filename: get("ri:filename") ?? "", ...(owner === undefined ? {} : { owner }) };
    }
    case "ri:user":
      for (const idKind of ["account-id", "userkey", "username"] as const) {
        const id = get(`ri:${idKind}`);
        if (id !== undefined) return { kind: "user", id, idKind };
      }
      return undefined;
    case "ri:space":
      return { kind: "space", key: get("ri:space-key") ?? "" };
    case "ri:url":
      return { kind: "url", url: get("ri:value") ?? "" };
    case "ri:shortcut":
      return { kind: "shortcut", key: get("ri:key") ?? "", value: get("ri:parameter") ?? "" };
    case "ri:content-entity":
      return { kind: "content", id: get("ri:content-id") ?? "" };
    default:
      return undefined;
  }
}

function withSpace<T extends Resource>(resource: T, space: string | undefined): T {
  return space === undefined ? resource : { ...resource, space };
}

/** The first resource among an element's children. */
export function firstResource(tree: Tree, node: number): Resource | undefined {
  for (const child of childrenOf(tree, node)) {
    if (tree.kind[child] !== ELEMENT) continue;
    const resource = resourceOf(tree, child);
    if (resource !== undefined) return resource;
  }
  return undefined;
}

/** The first resource anywhere below an element: in a parameter it may stand inside a link. */
export function resourceWithin(tree: Tree, node: number): Resource | undefined {
  for (let inner = node + 1; inner < (tree.after[node] as number); inner++) {
    if (tree.kind[inner] !== ELEMENT) continue;
    const resource = resourceOf(tree, inner);
    if (resource !== undefined) return resource;
  }
  return undefined;
}

/** How the outside says what a page only refers to. Each may answer undefined: the reference is then shown itself. */
export interface Resolvers {
  /** A person's display name by account id (or user key, user name on old pages). */
  resolveUser?: (id: string) => string | undefined;
  /** The address of a page or blog post by its title; space undefined means the page's own. */
  resolvePage?: (reference: { title: string; space?: string; day?: string }) => string | undefined;
  /** The address of an attachment by file name; owner is the title of the page that holds it, if it is another. */
  resolveAttachment?: (reference: { filename: string; owner?: string }) => string | undefined;
  /** The site's address up to and including `/wiki`, used where there is no resolver's answer. */
  baseUrl?: string;
}

/** The words a link or image without a text of its own shows. */
export function resourceText(resource: Resource, resolvers: Resolvers): string {
  switch (resource.kind) {
    case "page":
    case "blog":
      return resource.title;
    case "attachment":
      return resource.filename;
    case "user":
      return `@${resolvers.resolveUser?.(resource.id) ?? resource.id}`;
    case "space":
      return resource.key;
    case "url":
      return resource.url;
    case "shortcut":
      return resource.value === "" ? resource.key : `${resource.value}@${resource.key}`;
    case "content":
      return resource.id;
  }
}

const part = (text: string): string =>
  text.replace(
    /[%/#?\s<>()\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

/**
 * A resource as a link target: a real address where one is known, else our own short schemes (`page:SPACE/Title`,
 * `blog:SPACE/2026/01/31/Title`, `attachment:file`, `user:id`, `space:KEY`, `content:id`, `shortcut:key/value`),
 * which `targetOf` reads back.
 */
export function resourceHref(resource: Resource, resolvers: Resolvers, anchor?: string): string {
  const hash = anchor ? `#${part(anchor)}` : "";
  switch (resource.kind) {
    case "page": {
      const resolved = resolvers.resolvePage?.({
        title: resource.title,
        ...(resource.space ? { space: resource.space } : {}),
      });
      if (resolved !== undefined) return resolved + hash;
      if (resolvers.baseUrl !== undefined && resource.space !== undefined && resource.title !== "") {
        return `${resolvers.baseUrl}/display/${part(resource.space)}/${encodeURIComponent(resource.title).replaceAll("%20", "+")}${hash}`;
      }
      return `page:${resource.space === undefined ? "" : `${part(resource.space)}/`}${part(resource.title)}${hash}`;
    }
    case "blog": {
      const { title, day, space } = resource;
      const resolved = resolvers.resolvePage?.({ title, ...(space ? { space } : {}), ...(day ? { day } : {}) });
      if (resolved !== undefined) return resolved + hash;
      return `blog:${space === undefined ? "" : `${part(space)}/`}${day === undefined ? "" : `${day}/`}${part(title)}${hash}`;
    }
    case "attachment": {
      const owner =
        resource.owner?.kind === "page" || resource.owner?.kind === "blog" ? resource.owner.title : undefined;
      const resolved = resolvers.resolveAttachment?.({ filename: resource.filename, ...(owner ? { owner } : {}) });
      return resolved ?? `attachment:${owner === undefined ? "" : `${part(owner)}/`}${part(resource.filename)}`;
    }
    case "user":
      return `user:${resource.id}`;
    case "space":
      return resolvers.baseUrl === undefined
        ? `space:${part(resource.key)}`
        : `${resolvers.baseUrl}/spaces/${part(resource.key)}`;
    case "url":
      return resource.url + hash;
    case "shortcut":
      return `shortcut:${part(resource.key)}/${part(resource.value)}`;
    case "content":
      return `content:${part(resource.id)}${hash}`;
  }
}

/** Reads one of our own schemes back; undefined for any other address. */
export function targetOf(href: string): { resource: Resource; anchor?: string } | undefined {
  const match = /^(page|blog|attachment|user|space|content|shortcut):([^#]*)(?:#(.*))?$/s.exec(href);
  if (match === null) return undefined;
  const pieces = (match[2] as string).split("/").map(decodePart);
  const last = pieces[pieces.length - 1] as string;
  const anchor = match[3] === undefined ? {} : { anchor: decodePart(match[3]) };
  const space = pieces.length > 1 && pieces[0] !== "" ? { space: pieces[0] as string } : {};
  switch (match[1]) {
    case "page":
      return { resource: { kind: "page", title: last, ...space }, ...anchor };
    case "blog": {
      const dated = /^(?:([^/]+)\/)?(\d{4}\/\d{2}\/\d{2})\/([^/]*)$/.exec(match[2] as string);
      if (dated === null) return { resource: { kind: "blog", title: last, ...space }, ...anchor };
      const blogSpace = dated[1] === undefined ? {} : { space: decodePart(dated[1]) };
      return {
        resource: { kind: "blog", title: decodePart(dated[3] as string), day: dated[2] as string, ...blogSpace },
        ...anchor,
      };
    }
    case "attachment": {
      const owner: { owner?: Resource } =
        pieces.length > 1 ? { owner: { kind: "page", title: pieces[0] as string } } : {};
      return { resource: { kind: "attachment", filename: last, ...owner }, ...anchor };
    }
    case "user":
      return { resource: { kind: "user", id: decodePart(match[2] as string), idKind: "account-id" } };
    case "space":
      return { resource: { kind: "space", key: last } };
    case "content":
      return { resource: { kind: "content", id: last }, ...anchor };
    default:
      return { resource: { kind: "shortcut", key: pieces[0] as string, value: pieces[1] ?? "" } };
  }
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
