import type { Tour } from "./tour.ts";
import type { V2Content } from "./tour-v2-content.ts";

/** Classification, redaction, roles, permissions, people and policies; then the deletions that end the tour. */
export async function tourV2Governance(
  { call, refused }: Tour,
  { space, page, post, tree }: V2Content,
  { me, other, attachment, byApp }: { me: string; other: string; attachment: string; byApp: boolean },
): Promise<void> {
  await call("content.convertContentIdsToContentTypes", { body: { contentIds: [page, post, "999999"] } });
  await call("user.createBulkUserLookup", { body: { accountIds: [me, "712020:nobody"] } });
  await call("user.checkAccessByEmail", { body: { emails: ["nobody@example.com"] } });
  await call("user.inviteByEmail", { body: { emails: ["nobody@example.com"] } });
  for (const method of ["dataPolicies.getDataPolicyMetadata", "dataPolicies.getDataPolicySpaces"]) {
    // For apps only, as data security policies are about them.
    if (byApp) await call(method, {});
    else await refused(403, method, {});
  }
  await call("adminKey.enableAdminKey", { body: { durationInMinutes: 5 } });
  await call("adminKey.getAdminKey");
  await call("adminKey.disableAdminKey");
  await tourClassification(call, space.id, { Page: page, BlogPost: post, ...tree });
  const redactions = [{ pointer: "/content/0/content/0/text", from: 0, to: 4, reason: "Nobody's business" }];
  for (const [name, id, get] of [
    ["redactions.postRedactPage", page, "page.getPageById"],
    ["redactions.postRedactBlog", post, "blogPost.getBlogPostById"],
  ] as const) {
    const { version } = await call(get, { id });
    await call(name, { id, body: { createdAt: version.createdAt, body: { redactions } } });
  }
  await tourRoles(call, space.id, other);
  await tourTransition(call, space);
  // Kept for Forge apps, which these callers are not.
  await refused(401, "appProperties.getForgeAppProperties");
  await refused(401, "appProperties.getForgeAppProperty", { propertyKey: "tour" });
  await refused(401, "appProperties.putForgeAppProperty", { propertyKey: "tour", body: { counted: 1 } });
  await refused(401, "appProperties.deleteForgeAppProperty", { propertyKey: "tour" });
  await call("attachment.deleteAttachment", { id: attachment });
  await call("space.createSpace", { body: { name: "Made on a tour", key: "TOURTWO" } });
}

async function tourClassification(call: Tour["call"], space: string, owners: Record<string, string>): Promise<void> {
  const [level] = await call("classificationLevel.getClassificationLevels");
  await call("classificationLevel.putSpaceDefaultClassificationLevel", { id: space, body: { id: level.id } });
  await call("classificationLevel.getSpaceDefaultClassificationLevel", { id: space });
  await call("classificationLevel.deleteSpaceDefaultClassificationLevel", { id: space });
  for (const kind of ["Page", "BlogPost", "Whiteboard", "Database"]) {
    const id = owners[kind];
    await call(`classificationLevel.put${kind}ClassificationLevel`, { id, body: { id: level.id, status: "current" } });
    await call(`classificationLevel.get${kind}ClassificationLevel`, { id });
    await call(`classificationLevel.post${kind}ClassificationLevel`, { id, body: { status: "current" } });
  }
}

async function tourRoles(call: Tour["call"], space: string, other: string): Promise<void> {
  await call("spaceRoles.getSpaceRoleMode");
  await call("spaceRoles.getAvailableSpaceRoles", { limit: 100 });
  const { results: permissions } = await call("spacePermissions.getAvailableSpacePermissions", { limit: 100 });
  await call("spacePermissions.getSpacePermissionsAssignments", { id: space, limit: 250 });
  const spacePermissions = [permissions[0].id];
  const { id } = await call("spaceRoles.createSpaceRole", { name: "Guide", description: "Leads", spacePermissions });
  await call("spaceRoles.getSpaceRolesById", { id });
  await call("spaceRoles.updateSpaceRole", { id, name: "Guides", description: "Lead", spacePermissions });
  const principal = { principalType: "USER", principalId: other };
  await call("spaceRoles.setSpaceRoleAssignments", { id: space, body: [{ principal, roleId: id }] });
  await call("spaceRoles.getSpaceRoleAssignments", { id: space });
  const { results: systemRoles } = await call("spaceRoles.getAvailableSpaceRoles", { roleType: "SYSTEM" });
  await call("spaceRoles.setSpaceRoleAssignments", { id: space, body: [{ principal, roleId: systemRoles[0].id }] });
  await call("spaceRoles.deleteSpaceRole", { id });
}

async function tourTransition(call: Tour["call"], space: { id: string; key: string }): Promise<void> {
  const { taskId } = await call("spacePermissionTransition.generateSpacePermissionCombinations");
  await call("spacePermissionTransition.getSpacePermissionTransitionTaskStatus", { taskId });
  const { results } = await call("spacePermissionTransition.listSpacePermissionCombinations", { limit: 100 });
  const { results: roles } = await call("spaceRoles.getAvailableSpaceRoles", {});
  const spaceSelection = { spaceType: "SPECIFIC", selectedSpaces: [{ id: space.id, key: space.key }] };
  const principalTypeAssignments = [{ principalType: "USER", removeAccess: false, roleId: roles[0].id }];
  const permissionCombinationId = results[0].combinationId;
  await call("spacePermissionTransition.bulkAssignSpacePermissionRoles", {
    assignments: [{ permissionCombinationId, principalTypeAssignments }],
    spaceSelection,
  });
  await call("spacePermissionTransition.bulkRemoveSpacePermissionAccess", {
    permissionCombinationIds: [permissionCombinationId],
    spaceSelection,
  });
}
