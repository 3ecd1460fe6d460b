import { notFound } from "../http/refusal.ts";
import type { Account, Content, ContentType, Space } from "../state/records.ts";
import type { RunningSite } from "../world.ts";
import { allows } from "./access-rules.ts";

export type Action = "view" | "update" | "delete";

/**
 * What one account may do on one site, for the length of one request. This is the only place that decides: space
 * permissions first, then page restrictions, those on reading inherited from every ancestor.
 */
export type Access = {
  readonly account: Account;
  viewSpace(space: Space | undefined): space is Space;
  /** `right` as in space permissions, for example `create:page` or `administer:space`. */
  inSpace(space: Space, right: string): boolean;
  viewContent(content: Content | undefined): content is Content;
  updateContent(content: Content): boolean;
  deleteContent(content: Content): boolean;
};

/** `seesRestricted` is for administrators who use their key: restrictions do not hide content from them. */
export function createAccess(
  running: RunningSite,
  account: Account,
  { seesRestricted = false }: { seesRestricted?: boolean } = {},
): Access {
  const { site, rules } = running;
  const groups = rules.groupsOf(account.id);
  const visibleSpaces = new Map<number, boolean>();

  const inSpace = (space: Space, right: string) => rules.rightsIn(account.id, space).has(right);
  const viewSpace = (space: Space | undefined): space is Space => {
    if (!space) return false;
    const known = visibleSpaces.get(space.id) ?? inSpace(space, "read:space");
    visibleSpaces.set(space.id, known);
    return known;
  };

  const host = (content: Content): Content | undefined =>
    content.containerId === null ? content : site.content.get(content.containerId);

  const viewContent = (content: Content | undefined): content is Content => {
    if (!content) return false;
    if (!viewSpace(site.spaces.get(content.spaceId))) return false;
    if (content.status === "draft" && content.authorId !== account.id) return false;
    if (content.containerId !== null && content.type !== "custom" && !site.content.get(content.containerId))
      return false;
    if (seesRestricted || !rules.hasRestrictions(content.spaceId)) return true;
    let at = host(content);
    // The guard is against rows that point at each other; a real tree is never this deep.
    for (let depth = 0; at && depth < 500; depth += 1) {
      if (at.restrictions && !allows(at.restrictions.read, account.id, groups)) return false;
      at =
        at.parentId === null
          ? at.containerId === null
            ? undefined
            : site.content.get(at.containerId)
          : site.content.get(at.parentId);
    }
    return true;
  };

  const right = (content: Content, verb: "create" | "delete"): boolean => {
    const space = site.spaces.get(content.spaceId);
    return space !== undefined && inSpace(space, `${verb}:${content.type === "custom" ? "page" : content.type}`);
  };

  const unrestricted = (content: Content): boolean => {
    const page = host(content);
    return !page?.restrictions || allows(page.restrictions.update, account.id, groups);
  };

  return {
    account,
    viewSpace,
    inSpace,
    viewContent,
    updateContent: (content) => {
      const own = content.type === "comment" ? content.authorId === account.id : unrestricted(content);
      return viewContent(content) && right(content, "create") && own;
    },
    deleteContent: (content) =>
      viewContent(content) &&
      (right(content, "delete") || content.authorId === account.id) &&
      (content.type === "comment" || unrestricted(content)),
  };
}

/** The content with this id, when it is of one of these types and the account may see it; otherwise the API's 404. */
export function visible(
  access: Access,
  { site }: { site: RunningSite["site"] },
  id: number,
  ...types: readonly ContentType[]
): Content {
  const found = site.content.get(id);
  if (!access.viewContent(found) || (types.length > 0 && !types.includes(found.type))) throw notFound();
  return found;
}

export function visibleSpace(access: Access, { site }: { site: RunningSite["site"] }, id: number): Space {
  const space = site.spaces.get(id);
  if (!access.viewSpace(space)) throw notFound();
  return space;
}
