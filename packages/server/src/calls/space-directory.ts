import type { Confluence } from "../confluence/client.ts";
import type { SpaceRef } from "../confluence/reach.ts";
import type { SpaceFacts } from "../policy/space-limit.ts";

/** In which space things are, by site. What a space is called and of which type never changes; where content is may. */
export type SpaceDirectory = ReturnType<typeof createSpaceDirectory>;

const mostContent = 50_000;

type Known = { spaces: Map<string, SpaceFacts>; content: Map<string, string> };

export function createSpaceDirectory() {
  const sites = new Map<string, Known>();
  const knownOf = (siteId: string): Known => {
    let known = sites.get(siteId);
    if (known === undefined) {
      known = { spaces: new Map(), content: new Map() };
      sites.set(siteId, known);
    }
    return known;
  };
  const learnSpace = (siteId: string, space: SpaceFacts): SpaceFacts => {
    const facts = { id: String(space.id), key: space.key, type: space.type };
    const { spaces } = knownOf(siteId);
    spaces.set(facts.id, facts);
    spaces.set(facts.key.toLowerCase(), facts);
    return facts;
  };

  return {
    /** A space by id or key; undefined when there is none that the account may see. */
    async space(siteId: string, confluence: Confluence, idOrKey: string): Promise<SpaceFacts | undefined> {
      const known = knownOf(siteId).spaces.get(idOrKey.toLowerCase());
      if (known !== undefined) return known;
      const isId = /^\d+$/.test(idOrKey);
      const { results } = await confluence.call<{ results: SpaceFacts[] }>("getSpaces", {
        query: isId ? { ids: idOrKey } : { keys: idOrKey },
      });
      const found = results.find((s) =>
        isId ? String(s.id) === idOrKey : s.key.toLowerCase() === idOrKey.toLowerCase(),
      );
      return found === undefined ? undefined : learnSpace(siteId, found);
    },
    /** The space some content was last seen in. It may have moved since. */
    lastSeen: (siteId: string, contentId: string): string | undefined => knownOf(siteId).content.get(contentId),
    sawContent(siteId: string, contentId: string, spaceId: string): void {
      const { content } = knownOf(siteId);
      if (content.size >= mostContent) content.clear();
      content.set(contentId, spaceId);
    },
  };
}

type Located = { spaceId?: string | number; pageId?: string; blogPostId?: string; customContentId?: string };

const readers = {
  page: "getPageById",
  blogpost: "getBlogPostById",
  attachment: "getAttachmentById",
  whiteboard: "getWhiteboardById",
  database: "getDatabaseById",
  folder: "getFolderById",
  embed: "getSmartLinkById",
  "custom-content": "getCustomContentById",
  task: "getTaskById",
} as const;

/** What lies in no space, such as a template for all of them. */
export const wholeSite = "site";

/** The space's id (or `key:…`) of something, asked of the site now; undefined when the account cannot see it. */
export async function locate(confluence: Confluence, { kind, id }: SpaceRef): Promise<string | undefined> {
  if (id === "") return undefined;
  switch (kind) {
    case "space":
      return id;
    case "spaceKey":
      return `key:${id}`;
    case "content":
      return locateUntyped(confluence, id);
    case "comment":
      return (
        (await locateBy(confluence, "getFooterCommentById", "comment-id", id)) ??
        (await locateBy(confluence, "getInlineCommentById", "comment-id", id))
      );
    case "template": {
      const template = await orUndefined(
        confluence.call<{ space?: { key?: string } }>("v1.getContentTemplate", { path: { contentTemplateId: id } }),
      );
      return template && (template.space?.key === undefined ? wholeSite : `key:${template.space.key}`);
    }
    case "longTask":
      return undefined;
    case "page":
    case "blogpost": {
      const read = (draft: boolean) => locateBy(confluence, readers[kind], "id", id, draft);
      return (await read(false)) ?? (await read(true));
    }
    default:
      return locateBy(confluence, readers[kind], "id", id);
  }
}

async function locateUntyped(confluence: Confluence, id: string): Promise<string | undefined> {
  if (/^att\d+$/.test(id)) return locate(confluence, { kind: "attachment", id });
  if (!/^\d+$/.test(id)) return undefined;
  const { results } = await confluence.call<{ results: Record<string, string | null> }>(
    "convertContentIdsToContentTypes",
    { body: { contentIds: [id] } },
  );
  const type = results[id];
  if (type == null) return locate(confluence, { kind: "page", id });
  const kind = type.endsWith("-comment") ? "comment" : (type as SpaceRef["kind"]);
  return kind in readers || kind === "comment" ? locate(confluence, { kind, id }) : undefined;
}

async function locateBy(
  confluence: Confluence,
  key: (typeof readers)[keyof typeof readers] | "getFooterCommentById" | "getInlineCommentById",
  parameter: string,
  id: string,
  draft = false,
): Promise<string | undefined> {
  const found = await orUndefined(
    confluence.call<Located>(key, { path: { [parameter]: id }, ...(draft && { query: { "get-draft": true } }) }),
  );
  return found === undefined ? undefined : containerOf(confluence, found);
}

/** The space of something by what it says of itself: its own, or that of the content it hangs on. */
export async function containerOf(confluence: Confluence, found: Located): Promise<string | undefined> {
  if (found.spaceId !== undefined) return String(found.spaceId);
  if (found.pageId) return locate(confluence, { kind: "page", id: String(found.pageId) });
  if (found.blogPostId) return locate(confluence, { kind: "blogpost", id: String(found.blogPostId) });
  if (found.customContentId) return locate(confluence, { kind: "custom-content", id: String(found.customContentId) });
  return undefined;
}

/** What cannot be read cannot be placed: not there, not visible, or not an id of this kind. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "not_found" || code === "forbidden" || code === "invalid_input") return undefined;
    throw error;
  }
}
