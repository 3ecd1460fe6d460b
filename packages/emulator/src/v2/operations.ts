import type { Operation } from "../http/operation.ts";
import { attachmentVersionOperations } from "./attachment-versions.ts";
import { attachmentOperations } from "./attachments.ts";
import { blogPostOperations } from "./blog-posts.ts";
import { contentIdOperations } from "./content-ids.ts";
import { contentPropertyOperations } from "./content-properties.ts";
import { customContentOperations } from "./custom-content.ts";
import { customContentVersionOperations } from "./custom-content-versions.ts";
import { footerCommentOperations } from "./footer-comments.ts";
import { labelledContentOperations } from "./labelled-content.ts";
import { labelOperations } from "./labels.ts";
import { likeOperations } from "./likes.ts";
import { pageOperations } from "./pages.ts";
import { permittedOperationOperations } from "./permitted-operations.ts";
import { spaceOperations } from "./spaces.ts";
import { treeOperations } from "./tree.ts";
import { treeContentOperations } from "./tree-content.ts";
import { userOperations } from "./users.ts";
import { versionOperations } from "./versions.ts";

/** Every operation of REST v2. A family is added by one line here; how, is told in src/http/operation.ts. */
export const v2Operations: readonly Operation[] = [
  ...attachmentOperations,
  ...attachmentVersionOperations,
  ...blogPostOperations,
  ...contentIdOperations,
  ...contentPropertyOperations,
  ...customContentOperations,
  ...customContentVersionOperations,
  ...footerCommentOperations,
  ...labelOperations,
  ...labelledContentOperations,
  ...likeOperations,
  ...pageOperations,
  ...permittedOperationOperations,
  ...spaceOperations,
  ...treeContentOperations,
  ...treeOperations,
  ...userOperations,
  ...versionOperations,
];
