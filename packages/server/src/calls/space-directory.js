const mostContent = 50_000;
export function createSpaceDirectory() {
  const sites = new Map();
  const knownOf = (siteId) => {
    let known = sites.get(siteId);
    if (known === undefined) {
      known = { spaces: new Map(), content: new Map() };
      sites.set(siteId, known);
    }
    return known;
  };
  const learnSpace = (siteId, space) => {
    const facts = { id: String(space.id), key: space.key, type: space.type };
    const { spaces } = knownOf(siteId);
    spaces.set(facts.id, facts);
    spaces.set(facts.key.toLowerCase(), facts);
    return facts;
  };
  return {
    /** A space by id or key; undefined when there is none that the account may see. */
    async space(siteId, confluence, idOrKey) {
      const known = knownOf(siteId).spaces.get(idOrKey.toLowerCase());
      if (known !== undefined) return known;
      const isId = /^\d+$/.test(idOrKey);
      const { results } = await confluence.call("getSpaces", {
        query: isId ? { ids: idOrKey } : { keys: idOrKey },
      });
      const found = results.find((s) =>
        isId ? String(s.id) === idOrKey : s.key.toLowerCase() === idOrKey.toLowerCase(),
      );
      return found === undefined ? undefined : learnSpace(siteId, found);
    },
    /** The space some content was last seen in. It may have moved since. */
    lastSeen: (siteId, contentId) => knownOf(siteId).content.get(contentId),
    sawContent(siteId, contentId, spaceId) {
      const { content } = knownOf(siteId);
      if (content.size >= mostContent) content.clear();
      content.set(contentId, spaceId);
    },
  };
}
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
};
/** What lies in no space, such as a template for all of them. */
export const wholeSite = "site";
/** The space's id (or `key:…`) of something, asked of the site now; undefined when the account cannot see it. */
export async function locate(confluence, { kind, id }) {
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
      const template = await orUndefined(confluence.call("v1.getContentTemplate", { path: { contentTemplateId: id } }));
      return template && (template.space?.key === undefined ? wholeSite : `key:${template.space.key}`);
    }
    case "longTask":
      return undefined;
    case "page":
    case "blogpost": {
      const read = (draft) => locateBy(confluence, readers[kind], "id", id, draft);
      return (await read(false)) ?? (await read(true));
    }
    default:
      return locateBy(confluence, readers[kind], "id", id);
  }
}
async function locateUntyped(confluence, id) {
  if (/^att\d+$/.test(id)) return locate(confluence, { kind: "attachment", id });
  if (!/^\d+$/.test(id)) return undefined;
  const { results } = await confluence.call("convertContentIdsToContentTypes", { body: { contentIds: [id] } });
  const type = results[id];
  if (type == null) return locate(confluence, { kind: "page", id });
  const kind = type.endsWith("-comment") ? "comment" : type;
  return kind in readers || kind === "comment" ? locate(confluence, { kind, id }) : undefined;
}
async function locateBy(confluence, key, parameter, id, draft = false) {
  const found = await orUndefined(
    confluence.call(key, { path: { [parameter]: id }, ...(draft && { query: { "get-draft": true } }) }),
  );
  return found === undefined ? undefined : containerOf(confluence, found);
}
/** The space of something by what it says of itself: its own, or that of the content it hangs on. */
export async function containerOf(confluence, found) {
  if (found.spaceId !== undefined) return String(found.spaceId);
  if (found.pageId) return locate(confluence, { kind: "page", id: String(found.pageId) });
  if (found.blogPostId) return locate(confluence, { kind: "blogpost", id: String(found.blogPostId) });
  if (found.customContentId) return locate(confluence, { kind: "custom-content", id: String(found.customContentId) });
  return undefined;
}
/** What cannot be read cannot be placed: not there, not visible, or not an id of this kind. */
async function orUndefined(answer) {
  try {
    return await answer;
  } catch (error) {
    const { code } = error;
    if (code === "not_found" || code === "forbidden" || code === "invalid_input") return undefined;
    throw error;
  }
}
//# sourceMappingURL=space-directory.js.map
