import type { Operation } from "../http/operation.ts";
import { adminKeyOperations } from "./admin-key.ts";
import { appPropertyOperations } from "./app-properties.ts";
import { attachmentVersionOperations } from "./attachment-versions.ts";
import { attachmentOperations } from "./attachments.ts";
import { blogPostOperations } from "./blog-posts.ts";
import { classificationLevelOperations } from "./classification-levels.ts";
import { contentIdOperations } from "./content-ids.ts";
import { contentPropertyOperations } from "./content-properties.ts";
import { createSpaceOperations } from "./create-space.ts";
import { customContentOperations } from "./custom-content.ts";
import { customContentVersionOperations } from "./custom-content-versions.ts";
import { dataPolicyOperations } from "./data-policies.ts";
import { footerCommentOperations } from "./footer-comments.ts";
import { inlineCommentOperations } from "./inline-comments.ts";
import { labelledContentOperations } from "./labelled-content.ts";
import { labelOperations } from "./labels.ts";
import { likeOperations } from "./likes.ts";
import { pageOperations } from "./pages.ts";
import { permittedOperationOperations } from "./permitted-operations.ts";
import { redactionOperations } from "./redactions.ts";
import { roleAssignmentOperations } from "./role-assignments.ts";
import { spacePermissionTransitionOperations } from "./space-permission-transition.ts";
import { spacePermissionOperations } from "./space-permissions.ts";
import { spacePropertyOperations } from "./space-properties.ts";
import { spaceRoleOperations } from "./space-roles.ts";
import { spaceOperations } from "./spaces.ts";
import { taskOperations } from "./tasks.ts";
import { treeOperations } from "./tree.ts";
import { treeContentOperations } from "./tree-content.ts";
import { userAccessOperations } from "./user-access.ts";
import { userOperations } from "./users.ts";
import { versionOperations } from "./versions.ts";
import { writeInlineCommentOperations } from "./write-inline-comment.ts";

/** Every operation of REST v2. A family is added by one line here; how, is told in src/http/operation.ts. */
export const v2Operations: readonly Operation[] = [
  ...adminKeyOperations,
  ...appPropertyOperations,
  ...attachmentOperations,
  ...attachmentVersionOperations,
  ...blogPostOperations,
  ...classificationLevelOperations,
  ...contentIdOperations,
  ...contentPropertyOperations,
  ...createSpaceOperations,
  ...customContentOperations,
  ...customContentVersionOperations,
  ...dataPolicyOperations,
  ...footerCommentOperations,
  ...inlineCommentOperations,
  ...labelOperations,
  ...labelledContentOperations,
  ...likeOperations,
  ...pageOperations,
  ...permittedOperationOperations,
  ...redactionOperations,
  ...roleAssignmentOperations,
  ...spaceOperations,
  ...spacePermissionOperations,
  ...spacePermissionTransitionOperations,
  ...spacePropertyOperations,
  ...spaceRoleOperations,
  ...taskOperations,
  ...treeContentOperations,
  ...treeOperations,
  ...userAccessOperations,
  ...userOperations,
  ...versionOperations,
  ...writeInlineCommentOperations,
];
