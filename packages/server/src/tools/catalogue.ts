import { nearestNames } from "@tributary/cql";
import { TributaryError } from "../base/errors.ts";
import { deleteAttachment } from "./attachments/delete-attachment.ts";
import { downloadAttachment } from "./attachments/download-attachment.ts";
import { getAttachment } from "./attachments/get-attachment.ts";
import { listAttachmentLabels } from "./attachments/list-attachment-labels.ts";
import { listAttachmentVersions } from "./attachments/list-attachment-versions.ts";
import { listAttachments } from "./attachments/list-attachments.ts";
import { uploadAttachment } from "./attachments/upload-attachment.ts";
import { createBlogPost } from "./blog-posts/create-blog-post.ts";
import { deleteBlogPost } from "./blog-posts/delete-blog-post.ts";
import { getBlogPost } from "./blog-posts/get-blog-post.ts";
import { getBlogPostLikes } from "./blog-posts/get-blog-post-likes.ts";
import { getBlogPostOperations } from "./blog-posts/get-blog-post-operations.ts";
import { getBlogPostVersion } from "./blog-posts/get-blog-post-version.ts";
import { listBlogPostVersions } from "./blog-posts/list-blog-post-versions.ts";
import { listBlogPosts } from "./blog-posts/list-blog-posts.ts";
import { listBlogPostsForLabel } from "./blog-posts/list-blog-posts-for-label.ts";
import { updateBlogPost } from "./blog-posts/update-blog-post.ts";
import { addComment } from "./comments/add-comment.ts";
import { addInlineComment } from "./comments/add-inline-comment.ts";
import { deleteComment } from "./comments/delete-comment.ts";
import { getComment } from "./comments/get-comment.ts";
import { listCommentReplies } from "./comments/list-comment-replies.ts";
import { listComments } from "./comments/list-comments.ts";
import { reopenComment } from "./comments/reopen-comment.ts";
import { replyToComment } from "./comments/reply-to-comment.ts";
import { resolveComment } from "./comments/resolve-comment.ts";
import { updateComment } from "./comments/update-comment.ts";
import { sevenTools } from "./compatibility/seven.ts";
import { toolkitTools } from "./compatibility/toolkit.ts";
import { completeTask } from "./governance/complete-task.ts";
import { getContentState } from "./governance/get-content-state.ts";
import { getRestrictions } from "./governance/get-restrictions.ts";
import { getTask } from "./governance/get-task.ts";
import { listTasks } from "./governance/list-tasks.ts";
import { reopenTask } from "./governance/reopen-task.ts";
import { setContentState } from "./governance/set-content-state.ts";
import { setRestrictions } from "./governance/set-restrictions.ts";
import { unwatchContent } from "./governance/unwatch-content.ts";
import { watchContent } from "./governance/watch-content.ts";
import { takes } from "./input.ts";
import { getApproval } from "./kept/get-approval.ts";
import { getCall } from "./kept/get-call.ts";
import { readMore } from "./kept/read-more.ts";
import { addLabels } from "./labels/add-labels.ts";
import { listLabels } from "./labels/list-labels.ts";
import { listSiteLabels } from "./labels/list-site-labels.ts";
import { listSpaceContentLabels } from "./labels/list-space-content-labels.ts";
import { listSpaceLabels } from "./labels/list-space-labels.ts";
import { removeLabels } from "./labels/remove-labels.ts";
import { createDatabase } from "./other-content/create-database.ts";
import { createFolder } from "./other-content/create-folder.ts";
import { createSmartLink } from "./other-content/create-smart-link.ts";
import { createWhiteboard } from "./other-content/create-whiteboard.ts";
import { deleteContent } from "./other-content/delete-content.ts";
import { getContent } from "./other-content/get-content.ts";
import { listChildren } from "./other-content/list-children.ts";
import { archivePage } from "./pages/archive-page.ts";
import { copyPage } from "./pages/copy-page.ts";
import { createPage } from "./pages/create-page.ts";
import { deletePage } from "./pages/delete-page.ts";
import { diffPageVersions } from "./pages/diff-page-versions.ts";
import { editPage } from "./pages/edit-page.ts";
import { getPage } from "./pages/get-page.ts";
import { getPageLikes } from "./pages/get-page-likes.ts";
import { getPageOperations } from "./pages/get-page-operations.ts";
import { getPageTree } from "./pages/get-page-tree.ts";
import { getPageVersion } from "./pages/get-page-version.ts";
import { getPageViews } from "./pages/get-page-views.ts";
import { getPages } from "./pages/get-pages.ts";
import { getTemplate } from "./pages/get-template.ts";
import { listAncestors } from "./pages/list-ancestors.ts";
import { listChildPages } from "./pages/list-child-pages.ts";
import { listDescendants } from "./pages/list-descendants.ts";
import { listPageVersions } from "./pages/list-page-versions.ts";
import { listPages } from "./pages/list-pages.ts";
import { listPagesForLabel } from "./pages/list-pages-for-label.ts";
import { listTemplates } from "./pages/list-templates.ts";
import { movePage } from "./pages/move-page.ts";
import { publishDraft } from "./pages/publish-draft.ts";
import { renamePage } from "./pages/rename-page.ts";
import { restorePage } from "./pages/restore-page.ts";
import { restorePageVersion } from "./pages/restore-page-version.ts";
import { updatePage } from "./pages/update-page.ts";
import { deleteContentProperty } from "./properties/delete-content-property.ts";
import { deleteSpaceProperty } from "./properties/delete-space-property.ts";
import { getContentProperty } from "./properties/get-content-property.ts";
import { listContentProperties } from "./properties/list-content-properties.ts";
import { listSpaceProperties } from "./properties/list-space-properties.ts";
import { setContentProperty } from "./properties/set-content-property.ts";
import { setSpaceProperty } from "./properties/set-space-property.ts";
import { apiCall } from "./raw/api-call.ts";
import { recentlyChanged } from "./search/recently-changed.ts";
import { relatedPages } from "./search/related-pages.ts";
import { search } from "./search/search.ts";
import { searchContent } from "./search/search-content.ts";
import { searchCql } from "./search/search-cql.ts";
import { searchUsers } from "./search/search-users.ts";
import { spaceDigest } from "./search/space-digest.ts";
import { createPrivateSpace } from "./spaces/create-private-space.ts";
import { createSpace } from "./spaces/create-space.ts";
import { deleteSpace } from "./spaces/delete-space.ts";
import { getSpace } from "./spaces/get-space.ts";
import { getSpaceContents } from "./spaces/get-space-contents.ts";
import { getSpacePermissions } from "./spaces/get-space-permissions.ts";
import { listSpaces } from "./spaces/list-spaces.ts";
import { updateSpace } from "./spaces/update-space.ts";
import type { Tool } from "./tool.ts";
import { getAnonymousUser } from "./users/get-anonymous-user.ts";
import { getAuditLogs } from "./users/get-audit-logs.ts";
import { getCurrentUser } from "./users/get-current-user.ts";
import { getUsers } from "./users/get-users.ts";
import { listGroupMembers } from "./users/list-group-members.ts";
import { listGroups } from "./users/list-groups.ts";
import { listSites } from "./users/list-sites.ts";

/** Every tool under its own name, in the order lists show them. */
export const catalogue: readonly Tool[] = [
  search,
  searchContent,
  searchCql,
  relatedPages,
  recentlyChanged,
  spaceDigest,
  getPage,
  getPages,
  listPages,
  listChildPages,
  listDescendants,
  listAncestors,
  getPageTree,
  listPagesForLabel,
  createPage,
  updatePage,
  editPage,
  renamePage,
  movePage,
  copyPage,
  publishDraft,
  archivePage,
  deletePage,
  restorePage,
  listPageVersions,
  getPageVersion,
  diffPageVersions,
  restorePageVersion,
  getPageLikes,
  getPageViews,
  getPageOperations,
  listTemplates,
  getTemplate,
  listChildren,
  getContent,
  createWhiteboard,
  createDatabase,
  createFolder,
  createSmartLink,
  deleteContent,
  listBlogPosts,
  getBlogPost,
  createBlogPost,
  updateBlogPost,
  deleteBlogPost,
  listBlogPostVersions,
  getBlogPostVersion,
  getBlogPostLikes,
  getBlogPostOperations,
  listBlogPostsForLabel,
  listComments,
  getComment,
  listCommentReplies,
  addComment,
  replyToComment,
  addInlineComment,
  updateComment,
  resolveComment,
  reopenComment,
  deleteComment,
  listLabels,
  listSiteLabels,
  listSpaceLabels,
  listSpaceContentLabels,
  addLabels,
  removeLabels,
  listContentProperties,
  getContentProperty,
  setContentProperty,
  deleteContentProperty,
  getRestrictions,
  setRestrictions,
  listTasks,
  getTask,
  completeTask,
  reopenTask,
  watchContent,
  unwatchContent,
  getContentState,
  setContentState,
  listAttachments,
  getAttachment,
  listAttachmentLabels,
  listAttachmentVersions,
  downloadAttachment,
  uploadAttachment,
  deleteAttachment,
  listSpaces,
  getSpace,
  getSpaceContents,
  getSpacePermissions,
  createSpace,
  createPrivateSpace,
  updateSpace,
  deleteSpace,
  listSpaceProperties,
  setSpaceProperty,
  deleteSpaceProperty,
  getCurrentUser,
  getUsers,
  searchUsers,
  getAnonymousUser,
  listGroups,
  listGroupMembers,
  getAuditLogs,
  listSites,
  apiCall,
  readMore,
  getCall,
  getApproval,
];

const ownNames = new Set(catalogue.map(({ name }) => name));

/** Tools under the names of other toolkits. They can be called and asked for by name, but are not listed. */
export const compatibilityTools: readonly Tool[] = [...toolkitTools(ownNames), ...sevenTools];

const byName = new Map([...catalogue, ...compatibilityTools].map((tool) => [tool.name, tool]));

/**
 * The tool of this name. Some names are also a row's of another toolkit, in lower case: with the arguments of a call,
 * that row is meant when only it takes them. Throws `unknown_tool`, with the nearest names.
 */
export function findTool(name: string, given?: unknown): Tool {
  const tool = byName.get(name);
  if (tool === undefined) throw unknownTool(name);
  const row = tool.aliasOf === undefined && given !== undefined ? byName.get(name.toUpperCase()) : undefined;
  return row !== undefined && !takes(tool, given) && takes(row, given) ? row : tool;
}

/** Names of other toolkits are told only to who writes names like theirs. */
function unknownTool(name: string): TributaryError {
  const own = nearestNames(name, ownNames);
  const isForeign = /^CONFLUENCE_|^(?!confluence_).+_confluence_/.test(name);
  const foreign =
    isForeign || own.length === 0
      ? nearestNames(
          name,
          compatibilityTools.map((one) => one.name),
        )
      : [];
  const names = isForeign ? [...foreign, ...own].slice(0, 3) : [...own, ...foreign];
  return new TributaryError("unknown_tool", `There is no tool ${name}.`, {
    hint: names.length > 0 ? `Did you mean ${names.join(", ")}?` : "List the tools with GET /v1/tools.",
    details: { nearest: names },
  });
}
