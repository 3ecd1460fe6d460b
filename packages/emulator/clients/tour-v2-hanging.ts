import type { Json } from "./installed.ts";
import type { Tour } from "./tour.ts";
import type { V2Content } from "./tour-v2-content.ts";

const storage = (value: string) => ({ representation: "storage", value });
const whole = {
  includeProperties: true,
  includeOperations: true,
  includeLikes: true,
  includeVersions: true,
  includeVersion: true,
};

/** What hangs on content: comments, files, custom content, labels, likes and properties. `attachment` has a label. */
export async function tourV2Hanging(tour: Tour, content: V2Content, attachment: string): Promise<void> {
  const { call } = tour;
  const { page, post } = content;
  const footer = await tourFooterComments(call, content, attachment);
  await tourInlineComments(call, content);
  const note = await tourCustomContent(call, content);
  await tourAttachments(call, content, attachment, note);
  await tourLabels(call, content, attachment, note);
  for (const [kind, id] of [
    ["Page", page],
    ["BlogPost", post],
    ["Footer", footer],
  ]) {
    await call(`like.get${kind}LikeCount`, { id });
    await call(`like.get${kind}LikeUsers`, { id });
  }
  await tourProperties(call, content, { attachment, footer, note });
}

async function tourFooterComments(call: Tour["call"], { page, post }: V2Content, attachment: string): Promise<string> {
  const body = storage("<p>Well counted.</p>");
  const { id } = await call("comment.createFooterComment", { pageId: page, body });
  await call("comment.createFooterComment", { parentCommentId: id, body });
  await call("comment.createFooterComment", { attachmentId: attachment, body });
  const { id: gone } = await call("comment.createFooterComment", { blogPostId: post, body });
  await call("comment.updateFooterComment", { commentId: id, body: { version: { number: 2 }, body } });
  await call("comment.getFooterCommentById", { commentId: id, bodyFormat: "storage", ...whole });
  await call("comment.getFooterCommentChildren", { id, bodyFormat: "storage" });
  await call("comment.getFooterComments", { limit: 250, bodyFormat: "atlas_doc_format" });
  await call("comment.getPageFooterComments", { id: page, bodyFormat: "storage" });
  await call("comment.getBlogPostFooterComments", { id: post });
  await call("comment.getAttachmentComments", { id: attachment });
  await call("version.getFooterCommentVersions", { id, bodyFormat: "storage" });
  await call("version.getFooterCommentVersionDetails", { id, versionNumber: 1 });
  await call("operation.getFooterCommentOperations", { id });
  await call("comment.deleteFooterComment", { commentId: gone });
  return id;
}

async function tourInlineComments(call: Tour["call"], { page, post }: V2Content): Promise<void> {
  const body = storage("<p>Which one?</p>");
  const inlineCommentProperties = {
    textSelection: "Pick this",
    textSelectionMatchCount: 1,
    textSelectionMatchIndex: 0,
  };
  const { id } = await call("comment.createInlineComment", { pageId: page, body, inlineCommentProperties });
  await call("comment.createInlineComment", { parentCommentId: id, body });
  const onPost = await call("comment.createInlineComment", { blogPostId: post, body, inlineCommentProperties });
  await call("comment.updateInlineComment", { commentId: id, version: { number: 2 }, body, resolved: true });
  await call("comment.getInlineCommentById", { commentId: id, bodyFormat: "storage", ...whole });
  await call("comment.getInlineCommentChildren", { id });
  await call("comment.getInlineComments", { limit: 250, bodyFormat: "storage" });
  await call("comment.getPageInlineComments", { id: page, resolutionStatus: ["resolved"] });
  await call("comment.getBlogPostInlineComments", { id: post });
  await call("version.getInlineCommentVersions", { id });
  await call("version.getInlineCommentVersionDetails", { id, versionNumber: 1 });
  await call("operation.getInlineCommentOperations", { id });
  await call("like.getInlineLikeCount", { id });
  await call("like.getInlineLikeUsers", { id });
  await call("comment.deleteInlineComment", { commentId: onPost.id });
}

async function tourCustomContent(call: Tour["call"], { space, page, post }: V2Content): Promise<string> {
  const type = "ac:tour:note";
  const create = (title: string, where: object) =>
    call("customContent.createCustomContent", { body: { type, title, body: storage("<p>Note</p>"), ...where } });
  const { id } = await create("A note", { pageId: page });
  await create("A note on news", { blogPostId: post });
  await create("A note on a note", { customContentId: id });
  const { id: gone } = await create("A lost note", { spaceId: space.id });
  const update = { id, type, status: "current", title: "A note", pageId: page, body: storage("<p>Noted</p>") };
  await call("customContent.updateCustomContent", { id, body: { ...update, version: { number: 2 } } });
  await call("customContent.getCustomContentById", { id, bodyFormat: "storage", includeCollaborators: true, ...whole });
  await call("customContent.getCustomContentByType", { type, bodyFormat: "raw" });
  await call("customContent.getCustomContentByTypeInPage", { id: page, type });
  await call("customContent.getCustomContentByTypeInBlogPost", { id: post, type });
  await call("customContent.getCustomContentByTypeInSpace", { id: space.id, type });
  await call("children.getChildCustomContent", { id });
  await call("comment.getCustomContentComments", { id });
  await call("version.getCustomContentVersions", { customContentId: id, bodyFormat: "raw" });
  await call("version.getCustomContentVersionDetails", { customContentId: id, versionNumber: 1 });
  await call("operation.getCustomContentOperations", { id });
  await call("customContent.deleteCustomContent", { id: gone });
  return id;
}

async function tourAttachments(call: Tour["call"], { page, post }: V2Content, id: string, note: string): Promise<void> {
  const { results } = await call("attachment.getAttachments", { limit: 250 });
  const picture = results.find(({ mediaType }: Json) => mediaType === "image/png");
  await call("attachment.getAttachmentThumbnailById", { id: picture.id, width: 100, height: 100 });
  await call("attachment.getAttachmentById", { id, includeLabels: true, includeCollaborators: true, ...whole });
  await call("attachment.getPageAttachments", { id: page });
  await call("attachment.getBlogpostAttachments", { id: post });
  await call("attachment.getCustomContentAttachments", { id: note });
  await call("version.getAttachmentVersions", { id });
  await call("version.getAttachmentVersionDetails", { attachmentId: id, versionNumber: 1 });
  await call("operation.getAttachmentOperations", { id });
}

async function tourLabels(call: Tour["call"], content: V2Content, attachment: string, note: string): Promise<void> {
  const { results } = await call("label.getLabels", { limit: 250 });
  const { id } = results[0];
  await call("label.getAttachmentLabels", { id: attachment });
  await call("label.getPageLabels", { id: content.page, prefix: "global" });
  await call("label.getBlogPostLabels", { id: content.post });
  await call("label.getCustomContentLabels", { id: note });
  await call("label.getSpaceLabels", { id: content.space.id });
  await call("label.getSpaceContentLabels", { id: content.space.id });
  await call("page.getLabelPages", { id, bodyFormat: "storage" });
  await call("blogPost.getLabelBlogPosts", { id });
  await call("attachment.getLabelAttachments", { id });
}

/** How the methods name an owner: in those for all and new properties, and the parameter with the owner's id. */
type Owner = { all: string; one: string; in: string; id: string; listBy?: string };

async function tourProperties(call: Tour["call"], content: V2Content, hanging: Record<string, string>): Promise<void> {
  const { page, post, tree, space } = content;
  const owners: Owner[] = [
    { all: "Page", one: "Page", in: "pageId", id: page },
    { all: "Blogpost", one: "Blogpost", in: "blogpostId", id: post },
    { all: "Attachment", one: "Attachment", in: "attachmentId", id: hanging.attachment ?? "" },
    { all: "CustomContent", one: "CustomContent", in: "customContentId", id: hanging.note ?? "" },
    { all: "Comment", one: "Comment", in: "commentId", id: hanging.footer ?? "" },
    { all: "Whiteboard", one: "Whiteboard", in: "whiteboardId", id: tree.Whiteboard, listBy: "id" },
    { all: "Database", one: "Database", in: "databaseId", id: tree.Database, listBy: "id" },
    { all: "SmartLink", one: "SmartLink", in: "embedId", id: tree.SmartLink, listBy: "id" },
    { all: "Folder", one: "Folder", in: "folderId", id: tree.Folder, listBy: "id" },
  ];
  const value = { counted: [1, 2, 3], by: null };
  for (const { all, one, in: name, id, listBy = name } of owners) {
    const made = await call(`contentProperties.create${one}Property`, { [listBy]: id, key: "tour", value });
    await call(`contentProperties.get${all}ContentProperties`, { [listBy]: id });
    const property = { [name]: id, propertyId: made.id };
    await call(`contentProperties.get${all}ContentPropertiesById`, property);
    const change = { key: "tour", value: "plain", version: { number: 2, message: "Shorter" } };
    await call(`contentProperties.update${one}PropertyById`, { ...property, ...change });
    await call(`contentProperties.delete${one}PropertyById`, property);
  }
  const own = { spaceId: space.id };
  const { id: propertyId } = await call("spaceProperties.createSpaceProperty", { ...own, key: "tour", value });
  await call("spaceProperties.getSpaceProperties", own);
  await call("spaceProperties.getSpacePropertyById", { ...own, propertyId });
  const change = { ...own, propertyId, key: "tour", value: 3, version: { number: 2 } };
  await call("spaceProperties.updateSpacePropertyById", change);
  await call("spaceProperties.deleteSpacePropertyById", { ...own, propertyId });
}
