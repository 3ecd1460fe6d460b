import { badRequest } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";
import { createContent } from "./create-content.ts";
import { setLabels } from "./label-content.ts";
import { restrictContent } from "./restrict-content.ts";
import { reviseContent } from "./revise-content.ts";
import { checkTitle } from "./titles.ts";
import { childrenOf, nextPosition } from "./tree.ts";

type Doing = { readonly by: string; readonly at: number };

/** What comes along with a copied page; comments never do. */
export type CopyOptions = {
  readonly attachments: boolean;
  readonly permissions: boolean;
  readonly properties: boolean;
  readonly labels: boolean;
  readonly customContents: boolean;
};

export type CopyTarget = { readonly spaceId: number; readonly parentId: number | null };

/** A new page with the body of another one. The title must be free in the space it goes to. */
export function copyPage(
  site: Site,
  from: Content,
  target: CopyTarget,
  { title, body, options, by, at }: Doing & { title: string; body?: string | undefined; options: CopyOptions },
): Content {
  checkTitle(site, { type: from.type, spaceId: target.spaceId, title });
  const copy = createContent(site, {
    type: from.type,
    subtype: from.subtype,
    title,
    spaceId: target.spaceId,
    parentId: target.parentId,
    position: nextPosition(site, target.parentId),
    authorId: by,
    at,
    body: body ?? from.body,
    embedUrl: from.embedUrl,
  });
  return copyParts(site, from, copy, options, { by, at });
}

/** Puts the body of a page over another page, as a new version of it. */
export function copyOver(
  site: Site,
  from: Content,
  onto: Content,
  {
    title,
    body,
    options,
    by,
    at,
  }: Doing & { title: string | undefined; body?: string | undefined; options: CopyOptions },
): Content {
  if (title !== undefined) checkTitle(site, { type: onto.type, spaceId: onto.spaceId, title, id: onto.id });
  const after = reviseContent(site, onto, { by, at, change: { title: title ?? onto.title, body: body ?? from.body } });
  return copyParts(site, from, after, options, { by, at });
}

function copyParts(site: Site, from: Content, to: Content, options: CopyOptions, doing: Doing): Content {
  let copy = to;
  if (options.labels && from.labelIds.length > 0)
    copy = setLabels(site, copy, [...copy.labelIds, ...from.labelIds], doing);
  if (options.permissions && from.restrictions) copy = restrictContent(site, copy, from.restrictions, doing);
  if (options.properties) copyProperties(site, from, copy, doing);
  if (options.attachments) copyHanging(site, from, copy, "attachment", doing);
  if (options.customContents) copyHanging(site, from, copy, "custom", doing);
  return copy;
}

function copyProperties(site: Site, from: Content, to: Content, { by, at }: Doing): void {
  const taken = new Set(site.lists.properties.in(`content:${to.id}`).map(({ key }) => key));
  for (const property of [...site.lists.properties.in(`content:${from.id}`)]) {
    if (taken.has(property.key)) continue;
    const version = { number: 1, authorId: by, createdAt: at, message: "", minorEdit: false };
    site.properties.put({
      ...property,
      id: site.ids.next(),
      ownerId: String(to.id),
      authorId: by,
      createdAt: at,
      version,
    });
  }
}

/** The bytes of an attachment are kept once: the copy's first version points at the same stored file. */
function copyHanging(site: Site, from: Content, to: Content, type: "attachment" | "custom", { by, at }: Doing): void {
  const taken = new Set(site.lists.inContainer.in(`${type}:${to.id}`).map(({ title }) => title));
  for (const part of [...site.lists.inContainer.in(`${type}:${from.id}`)]) {
    if (part.status !== "current" || (type === "attachment" && taken.has(part.title))) continue;
    const { title, body, customType, file } = part;
    createContent(site, {
      type,
      title,
      body,
      customType,
      file,
      spaceId: to.spaceId,
      containerId: to.id,
      authorId: by,
      at,
    });
  }
}

export type TitleRule = { readonly prefix: string; readonly search: string; readonly replace: string };

/** How the pages of a copied branch are called: the search is replaced wherever it stands, then the prefix goes first. */
export const titleBy = ({ prefix, search, replace }: TitleRule, title: string): string =>
  prefix + (search === "" ? title : title.replaceAll(search, replace));

/** The pages of a branch, parents before children; what the account may not see is left out, with all below. */
export function branchOf(
  site: Site,
  top: Content,
  descendants: boolean,
  keep: (content: Content) => boolean,
): Content[] {
  const found = [top];
  if (!descendants) return found;
  for (const child of childrenOf(site, top.id)) {
    if (child.status === "current" && keep(child)) found.push(...branchOf(site, child, true, keep));
  }
  return found;
}

/** Refuses a branch whose new titles would clash, with each other or with what stands in the space already. */
export function checkTitles(site: Site, branch: readonly Content[], rule: TitleRule, spaceId: number): void {
  const seen = new Set<string>();
  for (const { type, title } of branch) {
    const name = titleBy(rule, title);
    checkTitle(site, { type, spaceId, title: name });
    if (type === "page" && seen.has(name.toLowerCase()))
      throw badRequest("The following pages have conflicting page titles.");
    if (type === "page") seen.add(name.toLowerCase());
  }
}

/** Copies a branch below a new parent. Returns the copy of its top. */
export function copyBranch(
  site: Site,
  branch: readonly Content[],
  target: CopyTarget,
  { rule, options, by, at }: Doing & { rule: TitleRule; options: CopyOptions },
): Content | undefined {
  const copies = new Map<number, Content>();
  for (const from of branch) {
    const above = from.parentId === null ? undefined : copies.get(from.parentId);
    const parentId = above?.id ?? target.parentId;
    copies.set(
      from.id,
      copyPage(
        site,
        from,
        { spaceId: target.spaceId, parentId },
        { title: titleBy(rule, from.title), options, by, at },
      ),
    );
  }
  const [top] = branch;
  return top && copies.get(top.id);
}
