import { defaultLookAndFeel } from "../../content/default-look-and-feel.ts";
import type { Furnished } from "./furnished-site.ts";

export type Of<T> = (site: Furnished) => T;

/** Writes that have to come before a request, as method, path and body. */
export type Before = readonly (readonly [string, string, unknown?])[];

const v1 = "/wiki/rest/api";
const storage = (value: string) => ({ representation: "storage", value });
const v1Storage = { storage: { value: "<p>x</p>", representation: "storage" } };
const next = { number: 2, message: "Next" };

const file = () => {
  const form = new FormData();
  form.set("file", new File(["more"], "more.txt", { type: "text/plain" }));
  form.set("comment", "More");
  form.set("minorEdit", "true");
  return form;
};

const updated = (id: string, more: object = {}) => ({
  id,
  status: "current",
  title: "Changed",
  body: storage("<p>Changed</p>"),
  version: next,
  ...more,
});
const classified: Of<object> = ({ level }) => ({ id: level, status: "current" });
const reset: Of<object> = () => ({ status: "current" });
const redaction: Of<object> = () => ({
  createdAt: "2026-11-20T09:00:00.000Z",
  body: { redactions: [] },
  title: { redactions: [] },
});
const restrictions: Of<object> = ({ me, other }) => [
  {
    operation: "read",
    restrictions: {
      user: [
        { type: "known", accountId: me },
        { type: "known", accountId: other },
      ],
      group: [],
    },
  },
];

/** Bodies of writes, by `api operationId`. */
export const bodies: Readonly<Record<string, Of<unknown>>> = {
  "v2 createBlogPost": ({ spaceId }) => ({
    spaceId,
    status: "current",
    title: "More news",
    body: storage("<p>More</p>"),
  }),
  "v2 updateBlogPost": ({ blogpost }) => updated(blogpost),
  "v2 convertContentIdsToContentTypes": ({ page, inlineComment }) => ({ contentIds: [page, inlineComment, "1"] }),
  "v2 createCustomContent": ({ page, customType }) => ({
    type: customType,
    pageId: page,
    title: "Another note",
    body: storage("<p>x</p>"),
  }),
  "v2 updateCustomContent": ({ customContent, customType, page }) =>
    updated(customContent, { type: customType, pageId: page }),
  "v2 createPage": ({ spaceId, page }) => ({
    spaceId,
    status: "current",
    title: "Fresh",
    parentId: page,
    body: storage("<p>Fresh</p>"),
  }),
  "v2 updatePage": ({ lone }) => updated(lone),
  "v2 postRedactPage": redaction,
  "v2 postRedactBlog": redaction,
  "v2 updatePageTitle": () => ({ status: "current", title: "Retitled" }),
  "v2 createWhiteboard": ({ spaceId, page }) => ({ spaceId, title: "Board", parentId: page }),
  "v2 createDatabase": ({ spaceId, page }) => ({ spaceId, title: "Data", parentId: page }),
  "v2 createSmartLink": ({ spaceId, page }) => ({
    spaceId,
    title: "Link",
    parentId: page,
    embedUrl: "https://example.com/x",
  }),
  "v2 createFolder": ({ spaceId, page }) => ({ spaceId, title: "Shelf", parentId: page }),
  "v2 createSpace": () => ({ name: "By v2", key: "BYV2", description: { value: "x", representation: "plain" } }),
  "v2 bulkAssignSpacePermissionRoles": ({ combination, role, spaceId, spaceKey }) => ({
    assignments: [
      {
        permissionCombinationId: combination,
        principalTypeAssignments: [
          { principalType: "USER", removeAccess: false, roleId: role },
          { principalType: "GROUP", removeAccess: true },
        ],
      },
    ],
    spaceSelection: { spaceType: "SPECIFIC", selectedSpaces: [{ id: spaceId, key: spaceKey }] },
  }),
  "v2 bulkRemoveSpacePermissionAccess": ({ combination, spaceId, spaceKey }) => ({
    permissionCombinationIds: [combination],
    spaceSelection: { spaceType: "SPECIFIC", selectedSpaces: [{ id: spaceId, key: spaceKey }] },
  }),
  "v2 createSpaceRole": () => ({ name: "Readers", description: "Read", spacePermissions: ["read/space"] }),
  "v2 updateSpaceRole": () => ({
    name: "Counters of all",
    description: "Count",
    spacePermissions: ["read/space", "create/comment"],
  }),
  "v2 setSpaceRoleAssignments": ({ other, role }) => [
    { principal: { principalType: "USER", principalId: other }, roleId: role },
  ],
  "v2 createFooterComment": ({ page }) => ({ pageId: page, body: storage("<p>Fine</p>") }),
  "v2 updateFooterComment": () => ({ version: next, body: storage("<p>Finer</p>") }),
  "v2 createInlineComment": ({ page }) => ({
    pageId: page,
    body: storage("<p>Here</p>"),
    inlineCommentProperties: { textSelection: "sentence", textSelectionMatchCount: 1, textSelectionMatchIndex: 0 },
  }),
  "v2 updateInlineComment": () => ({ version: next, body: storage("<p>There</p>"), resolved: true }),
  "v2 updateTask": ({ task }) => ({ id: task, status: "complete" }),
  "v2 createBulkUserLookup": ({ me, other }) => ({ accountIds: [me, other] }),
  "v2 checkAccessByEmail": ({ otherEmail }) => ({ emails: [otherEmail, "nobody@example.com"] }),
  "v2 inviteByEmail": () => ({ emails: ["new@example.com"] }),
  "v2 putSpaceDefaultClassificationLevel": ({ level }) => ({ id: level }),
  "v2 putPageClassificationLevel": classified,
  "v2 putBlogPostClassificationLevel": classified,
  "v2 putWhiteboardClassificationLevel": classified,
  "v2 putDatabaseClassificationLevel": classified,
  "v2 postPageClassificationLevel": reset,
  "v2 postBlogPostClassificationLevel": reset,
  "v2 postWhiteboardClassificationLevel": reset,
  "v2 postDatabaseClassificationLevel": reset,
  "v2 enableAdminKey": () => ({ durationInMinutes: 5 }),
  "v2 putForgeAppProperty": () => ({ is: "x" }),
  "v1 createAuditRecord": () => ({
    remoteAddress: "127.0.0.1",
    summary: "Counted",
    changedValues: [{ name: "n", oldValue: "1", newValue: "2" }],
  }),
  "v1 setRetentionPeriod": () => ({ number: 6, units: "MONTHS" }),
  "v1 archivePages": ({ lone }) => ({ pages: [{ id: Number(lone) }] }),
  "v1 publishSharedDraft": ({ spaceKey }) => ({
    version: { number: 1 },
    title: "Published",
    type: "page",
    status: "current",
    space: { key: spaceKey },
  }),
  "v1 publishLegacyDraft": ({ spaceKey }) => ({
    version: { number: 1 },
    title: "Published",
    type: "page",
    status: "current",
    space: { key: spaceKey },
  }),
  "v1 createOrUpdateAttachments": file,
  "v1 createAttachment": file,
  "v1 updateAttachmentData": file,
  "v1 updateAttachmentProperties": ({ attachment }) => ({
    id: attachment,
    type: "attachment",
    title: "renamed.csv",
    version: { number: 1 },
  }),
  "v1 addLabelsToContent": () => [{ prefix: "global", name: "fresh" }],
  "v1 addLabelsToSpace": () => [{ prefix: "team", name: "fresh" }],
  "v1 copyPageHierarchy": ({ lone }) => ({
    copyDescendants: true,
    destinationPageId: lone,
    titleOptions: { prefix: "Copy of " },
  }),
  "v1 copyPage": ({ lone }) => ({
    destination: { type: "parent_page", value: lone },
    pageTitle: "Copied",
    copyAttachments: true,
  }),
  "v1 checkContentPermission": ({ other }) => ({ subject: { type: "user", identifier: other }, operation: "read" }),
  "v1 updateRestrictions": restrictions,
  "v1 addRestrictions": restrictions,
  "v1 setContentState": () => ({ name: "In progress", color: "#2684ff" }),
  "v1 restoreContentVersion": () => ({ operationKey: "restore", params: { versionNumber: 1, message: "Back" } }),
  "v1 asyncConvertContentBodyRequest": () => v1Storage.storage,
  "v1 bulkAsyncConvertContentBodyRequest": () => ({ conversionInputs: [{ to: "view", body: v1Storage.storage }] }),
  "v1 createGroup": () => ({ name: "fresh-group" }),
  "v1 addUserToGroupByGroupId": ({ me }) => ({ accountId: me }),
  "v1 updateLookAndFeel": ({ spaceKey }) => ({ spaceKey, lookAndFeelType: "global" }),
  "v1 updateLookAndFeelSettings": () => defaultLookAndFeel,
  "v1 createSpace": () => ({ name: "By v1", key: "BYV1" }),
  "v1 createPrivateSpace": () => ({ name: "By v1, private", key: "BYV1P" }),
  "v1 updateSpace": ({ page }) => ({
    name: "Renamed",
    description: { plain: { value: "x", representation: "plain" } },
    homepage: { id: page },
  }),
  "v1 addPermissionToSpace": ({ group }) => ({
    subject: { type: "group", identifier: group },
    operation: { key: "read", target: "space" },
  }),
  "v1 addCustomContentPermissions": ({ other, customType }) => ({
    subject: { type: "user", identifier: other },
    operations: [{ key: "read", target: customType, access: true }],
  }),
  "v1 updateSpaceSettings": () => ({ routeOverrideEnabled: true, contentMode: "compact" }),
  "v1 setSpaceTheme": () => ({ themeKey: "com.example.theme" }),
  "v1 createContentTemplate": ({ spaceKey }) => ({
    name: "Form two",
    templateType: "page",
    space: { key: spaceKey },
    body: v1Storage,
  }),
  "v1 updateContentTemplate": ({ template, spaceKey }) => ({
    templateId: template,
    name: "Form three",
    templateType: "page",
    space: { key: spaceKey },
    body: v1Storage,
  }),
  "v1 registerModules": () => ({ modules: [] }),
  "v1 createUserProperty": () => ({ value: { is: "new" } }),
  "v1 updateUserProperty": () => ({ value: { is: "other" } }),
};

const restrict: Of<Before> = ({ page, me, other, group }) => {
  const read = `${v1}/content/${page}/restriction/byOperation/read`;
  return [
    ["PUT", `${read}/user?accountId=${encodeURIComponent(me)}`],
    ["PUT", `${read}/user?accountId=${encodeURIComponent(other)}`],
    ["PUT", `${read}/byGroupId/${group}`],
  ];
};

/** What has to be there before, by `api operationId`. */
export const befores: Readonly<Record<string, Of<Before>>> = {
  "v1 getIndividualGroupRestrictionStatusByGroupId": restrict,
  "v1 removeGroupFromContentRestriction": restrict,
  "v1 getContentRestrictionStatusForUser": restrict,
  "v1 removeUserFromContentRestriction": restrict,
  "v1 deleteRestrictions": restrict,
  "v1 deleteLabelFromSpace": ({ spaceKey }) => [
    ["POST", `${v1}/space/${spaceKey}/label`, [{ prefix: "team", name: "counted" }]],
  ],
  "v2 getPageClassificationLevel": ({ page, level }) => [
    ["PUT", `/pages/${page}/classification-level`, { id: level, status: "current" }],
  ],
  "v2 getBlogPostClassificationLevel": ({ blogpost, level }) => [
    ["PUT", `/blogposts/${blogpost}/classification-level`, { id: level, status: "current" }],
  ],
  "v2 getWhiteboardClassificationLevel": ({ whiteboard, level }) => [
    ["PUT", `/whiteboards/${whiteboard}/classification-level`, { id: level, status: "current" }],
  ],
  "v2 getDatabaseClassificationLevel": ({ database, level }) => [
    ["PUT", `/databases/${database}/classification-level`, { id: level, status: "current" }],
  ],
  "v2 getSpaceDefaultClassificationLevel": ({ spaceId, level }) => [
    ["PUT", `/spaces/${spaceId}/classification-level/default`, { id: level }],
  ],
};
