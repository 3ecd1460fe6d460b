import type { Json } from "./installed.ts";
import type { Tour } from "./tour.ts";

type Caller = { me: string; other: string };
const storage = (value: string) => ({ storage: { value, representation: "storage" } });
const task =
  "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Count</ac:task-body></ac:task></ac:task-list>";

/** What was removed from v1 and only old clients still call. Gives what was made, for a test to look at. */
export async function tourLegacy({ call }: Tour, { me, other }: Caller) {
  await call("space.createSpace", { key: "OLD", name: "Old ways", description: { plain: plain("Kept") } });
  const made = await tourContent(call);
  const child = await tourChildren(call, made.id);
  await tourParts(call, made.id);
  await tourProperties(call, made.id);
  await tourSpaces(call);
  await tourGroups(call, child, [me, other]);
  await call("users.getBulkUserMigration", { key: [me], username: ["admin"] });
  const { results: tasks } = await call("inlineTasks.searchTasks", { pageId: made.id });
  await call("inlineTasks.getTaskById", { inlineTaskId: tasks[0].globalId });
  await call("inlineTasks.updateTaskById", { inlineTaskId: tasks[0].globalId, status: "complete" });
  const body = { value: "<p>Level</p>", representation: "storage" };
  await call("contentBody.convertContentBody", { ...body, to: "view" });
  await call("settings.setLookAndFeelSettings", { spaceKey: "OLD", lookAndFeelType: "global" });
  const found = await call("search.searchByCQL", { cql: 'space = OLD and text ~ "newer"', expand: ["content.space"] });
  const file = await call("contentAttachments.getAttachments", { id: made.id, expand: "version,container" });
  await call("content.deleteContent", { id: child });
  const trashed = await call("content.getContentById", { id: child, status: ["trashed"] });
  return { page: await wholePage(call, made.id), found, file, trashed };
}

const plain = (value: string) => ({ value, representation: "plain" });

const wholePage = (call: Tour["call"], id: string): Promise<Json> =>
  call("content.getContentById", {
    id,
    expand: [
      "body.storage",
      "body.view",
      "version",
      "space",
      "history",
      "ancestors",
      "metadata.labels",
      "children.page",
    ],
  });

async function tourContent(call: Tour["call"]): Promise<Json> {
  const page = {
    type: "page",
    title: "Old and new",
    space: { key: "OLD" },
    body: storage(`<p>An old word</p>${task}`),
  };
  const made = await call("content.createContent", { ...page, expand: "body.storage,version,space" });
  await call("content.updateContent", {
    ...page,
    id: made.id,
    status: "current",
    body: storage(`<p>A newer word</p>${task}`),
    version: { number: made.version.number + 1, message: "Newer" },
  });
  await call("content.createContent", { ...page, type: "blogpost", title: "Old news" });
  await call("content.getContent", { spaceKey: "OLD", title: "Old and new", expand: "version,space,body.storage" });
  await call("content.getContent", { type: "blogpost", spaceKey: "OLD", limit: 10 });
  await call("content.getHistoryForContent", { id: made.id, expand: ["lastUpdated", "contributors"] });
  await call("content.searchContentByCQL", { cql: "space = OLD", expand: ["version"] });
  await call("contentVersions.getContentVersions", { id: made.id });
  await call("contentVersions.getContentVersion", { id: made.id, versionNumber: 1, expand: ["content"] });
  return made;
}

async function tourChildren(call: Tour["call"], id: string): Promise<string> {
  const below = {
    type: "page",
    title: "Old and below",
    space: { key: "OLD" },
    ancestors: [{ id }],
    body: storage("<p/>"),
  };
  const child = await call("content.createContent", below);
  const comment = { type: "comment", container: { id, type: "page" }, body: storage("<p>Indeed</p>") };
  const { id: remark } = await call("content.createContent", comment);
  await call("content.createContent", { ...comment, ancestors: [{ id: remark }] });
  const family = "contentChildrenAndDescendants";
  await call(`${family}.getContentChildren`, { id, expand: ["page", "comment", "attachment"] });
  await call(`${family}.getContentChildrenByType`, { id, type: "page", expand: ["version"] });
  await call(`${family}.getDescendantsOfType`, { id, type: "page" });
  await call("contentComments.getContentComments", {
    id,
    depth: "all",
    expand: ["body.view", "extensions.inlineProperties"],
  });
  return child.id;
}

async function tourParts(call: Tour["call"], id: string): Promise<void> {
  const attachments = { file: Buffer.from("level\n1\n"), filename: "old.csv", minorEdit: true, comment: "As measured" };
  const { results } = await call("contentAttachments.createAttachments", { id, attachments });
  await call("contentAttachments.createOrUpdateAttachments", { id, attachments });
  const attachment = { ...attachments, file: Buffer.from("level\n2\n") };
  await call("contentAttachments.updateAttachmentData", { id, attachmentId: results[0].id, attachment });
  await call("contentAttachments.downloadAttachment", { id, attachmentId: results[0].id });
  await call("contentLabels.addLabelsToContent", { id, body: [{ prefix: "global", name: "old" }] });
  await call("contentLabels.getLabelsForContent", { id });
  await call("contentLabels.addLabelsToContent", { id, body: [{ prefix: "global", name: "gone" }] });
  await call("contentLabels.removeLabelFromContent", { id, label: "gone" });
}

async function tourProperties(call: Tour["call"], id: string): Promise<void> {
  const value = { counted: [1, 2] };
  for (const [family, name, owner] of [
    ["contentProperties", "Content", { id }],
    ["spaceProperties", "Space", { spaceKey: "OLD" }],
  ] as const) {
    await call(`${family}.create${name}Property`, { ...owner, key: "old", value });
    await call(`${family}.create${name}PropertyForKey`, { ...owner, key: "older", value });
    await call(`${family}.get${name}Properties`, { ...owner, expand: ["version"] });
    await call(`${family}.get${name}Property`, { ...owner, key: "old", expand: ["version"] });
    const version = { number: 2 };
    await call(`${family}.update${name}Property`, { ...owner, key: "old", value: { counted: [] }, version });
    await call(`${family}.delete${name}Property`, { ...owner, key: "older" });
  }
}

async function tourSpaces(call: Tour["call"]): Promise<void> {
  await call("space.getSpaces", { limit: 100, expand: ["description.plain", "homepage", "metadata.labels", "icon"] });
  await call("space.getSpace", { spaceKey: "OLD", expand: ["description.plain", "homepage", "permissions"] });
  await call("space.getContentForSpace", { spaceKey: "OLD", expand: ["version"] });
  await call("space.getContentByTypeForSpace", { spaceKey: "OLD", type: "page", expand: ["body.storage"] });
}

async function tourGroups(call: Tour["call"], id: string, [me, other]: [string, string]): Promise<void> {
  const name = "old-hands";
  await call("group.createGroup", { name });
  // Oneself too, or the restriction below would hide the page from its author.
  for (const accountId of [me, other]) await call("group.addUserToGroup", { name, accountId });
  await call("group.getGroupByName", { groupName: name });
  await call("group.getGroupByQueryParam", { name });
  await call("group.getGroupMembers", { groupName: name });
  await call("group.getMembersByQueryParam", { name, shouldReturnTotalSize: true });
  const restriction = { id, operationKey: "read", groupName: name };
  await call("contentRestrictions.addGroupToContentRestriction", restriction);
  await call("contentRestrictions.getContentRestrictionStatusForGroup", restriction);
  await call("contentRestrictions.removeGroupByName", restriction);
  await call("group.removeMemberFromGroup", { name, accountId: other });
  await call("group.removeGroup", { name });
}
