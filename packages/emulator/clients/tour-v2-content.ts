import type { Json } from "./installed.ts";
import type { Tour } from "./tour.ts";

const storage = (value: string) => ({ representation: "storage", value });
const task =
  "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Count the gauges</ac:task-body></ac:task></ac:task-list>";

/** Everything a page or post can show beside itself. */
const everything = {
  includeLabels: true,
  includeProperties: true,
  includeOperations: true,
  includeLikes: true,
  includeVersions: true,
  includeVersion: true,
  includeCollaborators: true,
};
const wholePage = { ...everything, includeFavoritedByCurrentUserStatus: true, includeWebresources: true };

export type V2Content = { space: Json; page: string; child: string; post: string; tree: Record<TreeKind, string> };

/** Reads the spaces of the site, then makes pages, posts and what lies in the tree beside them in the space of `spaceKey`. */
export async function tourV2Content({ call }: Tour, spaceKey: string): Promise<V2Content> {
  const { results: spaces } = await call("space.getSpaces", {
    limit: 50,
    descriptionFormat: "plain",
    includeIcon: true,
  });
  const include = { includeOperations: true, includeProperties: true, includePermissions: true, includeLabels: true };
  for (const { id } of spaces) {
    await call("space.getSpaceById", { id, descriptionFormat: "view", includeIcon: true, ...include });
    await tourTopOf(call, id);
  }
  const space = spaces.find(({ key }: Json) => key === spaceKey);
  const made = await tourPages(call, space);
  const post = await tourPosts(call, space);
  const tree = {} as Record<TreeKind, string>;
  for (const kind of treeKinds) tree[kind] = await tourTree(call, kind, space.id, made.page);
  await call("children.getPageDirectChildren", { id: made.page, limit: 10 });
  await call("children.getChildPages", { id: made.page, limit: 250 });
  await call("ancestors.getPageAncestors", { id: made.child });
  return { space, post, tree, ...made };
}

/** Content of the demo: what is below the homepage, and some pages with all there is to them. */
async function tourTopOf(call: Tour["call"], space: string): Promise<void> {
  const { results: pages } = await call("page.getPagesInSpace", { id: space, limit: 250, depth: "all" });
  for (const { id } of pages.slice(0, 5)) {
    await call("page.getPageById", { id, bodyFormat: "view", ...wholePage, includeDirectChildren: true });
    await call("children.getPageDirectChildren", { id, limit: 250 });
    await call("descendants.getPageDescendants", { id, depth: 5, limit: 250 });
  }
}

async function tourPages(call: Tour["call"], space: Json) {
  await call("page.getPages", { limit: 250, bodyFormat: "storage" });
  await call("page.getPages", { limit: 250, bodyFormat: "atlas_doc_format" });
  const body = storage(`<p>Pick this sentence.</p>${task}`);
  const page = await call("page.createPage", { body: { spaceId: space.id, title: "A tour", body } });
  const below = { spaceId: space.id, title: "Below the tour", parentId: page.id, body: storage("<p>Below</p>") };
  const child = await call("page.createPage", { private: false, body: below });
  const update = { id: page.id, status: "current", title: "A tour", body, version: { number: 2, message: "Again" } };
  await call("page.updatePage", { id: page.id, body: update });
  await call("page.updatePageTitle", { id: child.id, body: { status: "current", title: "Right below the tour" } });
  const draft = { spaceId: space.id, status: "draft", title: "A draft", body: storage("<p>Draft</p>") };
  const { id: draftId } = await call("page.createPage", { body: draft });
  await call("page.getPageById", { id: draftId, getDraft: true, bodyFormat: "storage" });
  await call("page.deletePage", { id: draftId, draft: true });
  const gone = await call("page.createPage", {
    rootLevel: true,
    body: { ...below, title: "Gone", parentId: undefined },
  });
  await call("page.deletePage", { id: gone.id });
  await call("page.deletePage", { id: gone.id, purge: true });
  await call("version.getPageVersions", { id: page.id, bodyFormat: "storage" });
  await call("version.getPageVersionDetails", { pageId: page.id, versionNumber: 1 });
  await call("operation.getPageOperations", { id: page.id });
  await call("operation.getSpaceOperations", { id: space.id });
  const { results: tasks } = await call("task.getTasks", { pageId: [page.id], bodyFormat: "atlas_doc_format" });
  await call("task.getTasks", { limit: 250, bodyFormat: "storage", includeBlankTasks: true });
  await call("task.getTaskById", { id: tasks[0].id, bodyFormat: "storage" });
  await call("task.updateTask", { id: tasks[0].id, body: { ...tasks[0], status: "complete" } });
  return { page: page.id as string, child: child.id as string };
}

async function tourPosts(call: Tour["call"], space: Json): Promise<string> {
  await call("blogPost.getBlogPosts", { limit: 250, bodyFormat: "storage" });
  const body = storage("<p>Pick this news.</p>");
  const post = await call("blogPost.createBlogPost", { body: { spaceId: space.id, title: "Toured", body } });
  const update = { id: post.id, status: "current", title: "Toured twice", body, version: { number: 2 } };
  await call("blogPost.updateBlogPost", { id: post.id, body: update });
  await call("blogPost.getBlogPostById", { id: post.id, bodyFormat: "export_view", ...wholePage });
  await call("blogPost.getBlogPostsInSpace", { id: space.id });
  const gone = await call("blogPost.createBlogPost", { body: { spaceId: space.id, title: "Old news", body } });
  await call("blogPost.deleteBlogPost", { id: gone.id });
  await call("version.getBlogPostVersions", { id: post.id, bodyFormat: "atlas_doc_format" });
  await call("version.getBlogPostVersionDetails", { blogpostId: post.id, versionNumber: 1 });
  await call("operation.getBlogPostOperations", { id: post.id });
  return post.id;
}

const treeKinds = ["Whiteboard", "Database", "Folder", "SmartLink"] as const;
export type TreeKind = (typeof treeKinds)[number];

async function tourTree(call: Tour["call"], kind: TreeKind, spaceId: string, parentId: string): Promise<string> {
  const family = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const more = kind === "SmartLink" ? { embedUrl: "https://example.com/" } : {};
  const create = (title: string, parent: string) =>
    call(`${family}.create${kind}`, { body: { spaceId, parentId: parent, title, ...more } });
  const { id } = await create(`A ${kind}`, parentId);
  const { id: inside } = await create(`A ${kind} inside`, id);
  const include = { includeDirectChildren: true, includeCollaborators: true };
  const all = { includeOperations: true, includeProperties: true, ...include };
  await call(`${family}.get${kind}ById`, { id, ...all });
  await call(`children.get${kind}DirectChildren`, { id });
  await call(`descendants.get${kind}Descendants`, { id, depth: 2 });
  await call(`ancestors.get${kind}Ancestors`, { id: inside });
  await call(`operation.get${kind}Operations`, { id });
  await call(`${family}.delete${kind}`, { id: inside });
  return id;
}
