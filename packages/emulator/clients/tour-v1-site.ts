import type { Json } from "./installed.ts";
import type { Tour } from "./tour.ts";
import type { V1Site } from "./tour-v1-content.ts";

/** People, groups, spaces, templates, settings and what an administrator does. */
export async function tourV1Site(tour: Tour, site: V1Site): Promise<void> {
  const { call, refused } = tour;
  await tourPeople(tour, site);
  await tourGroups(call, site);
  await tourRelations(tour, site);
  await tourSpaces(tour, site);
  await tourTemplates(call, site);
  await tourSettings(tour, site);
  await tourAudit(call, site);
  // For Connect apps, which sign their calls; people and OAuth apps are none.
  await refused(401, "dynamicModules.getModules");
  await refused(401, "dynamicModules.registerModules", { body: { webPanels: [] } });
  await refused(401, "dynamicModules.removeModules", { moduleKey: ["tour"] });
}

async function tourPeople({ call, refused }: Tour, { me, other }: V1Site): Promise<void> {
  const expand = ["operations", "personalSpace", "details.personal", "details.business"];
  await call("users.getCurrentUser", { expand });
  await call("users.getUser", { accountId: other, expand });
  await call("users.getAnonymousUser");
  await call("users.getGroupMembershipsForUser", { accountId: other });
  await call("users.getBulkUserLookup", { accountId: [me, other] });
  // For apps that Atlassian approved.
  await refused(400, "users.getPrivacyUnsafeUserEmail", { accountId: other });
  await refused(400, "users.getPrivacyUnsafeUserEmailBulk", { accountId: [me, other] });
  const property = { userId: me, key: "tour" };
  await call("userProperties.createUserProperty", { ...property, value: { counted: 1 } });
  await call("userProperties.getUserProperties", { userId: me });
  await call("userProperties.getUserProperty", property);
  await call("userProperties.updateUserProperty", { ...property, value: { counted: 2 } });
  await call("userProperties.deleteUserProperty", property);
}

async function tourGroups(call: Tour["call"], { other }: V1Site): Promise<void> {
  const { id } = await call("group.createGroup", { name: "tourists" });
  const member = { groupId: id, accountId: other };
  await call("group.addUserToGroupByGroupId", member);
  await call("group.getGroups", { limit: 200 });
  await call("group.getGroupByGroupId", { id });
  await call("group.searchGroups", { query: "tour", shouldReturnTotalSize: true });
  await call("group.getGroupMembersByGroupId", { groupId: id, shouldReturnTotalSize: true });
  await call("group.removeMemberFromGroupByGroupId", member);
  await call("group.removeGroupById", { id });
}

async function tourRelations({ call, refused }: Tour, { page }: V1Site): Promise<void> {
  const ends = { relationName: "favourite", sourceType: "user", targetType: "content" };
  const both = { ...ends, sourceKey: "current", targetKey: page };
  await call("relation.createRelationship", both);
  await call("relation.getRelationship", { ...both, expand: ["source", "target"] });
  // A real site has never done this for favourites.
  await refused(501, "relation.findTargetFromSource", both);
  await refused(501, "relation.findSourcesForTarget", both);
  await call("relation.deleteRelationship", both);
}

async function tourSpaces({ call, refused }: Tour, { other, spaceKey, byApp }: V1Site): Promise<void> {
  const description = { plain: { value: "Made on a tour", representation: "plain" } };
  await call("space.createPrivateSpace", { key: "ALONE", name: "Alone", description });
  await call("space.updateSpace", { spaceKey, name: "A long tour", description });
  const subject = { type: "user", identifier: other };
  const family = "spacePermissions";
  const read = { key: "read", target: "space" };
  const { id } = await call(`${family}.addPermissionToSpace`, { spaceKey, subject, operation: read });
  const operations = [{ key: "read", target: "ac:tour:note", access: true }];
  const custom = { spaceKey, subject, operations };
  if (byApp) await call(`${family}.addCustomContentPermissions`, custom);
  else await refused(403, `${family}.addCustomContentPermissions`, custom);
  await call(`${family}.removePermission`, { spaceKey, id });
  await call("spaceSettings.getSpaceSettings", { spaceKey });
  await call("spaceSettings.updateSpaceSettings", { spaceKey, routeOverrideEnabled: true });
  const { id: taskId } = await call("space.deleteSpace", { spaceKey: "ALONE" });
  await call("longRunningTask.getTask", { id: taskId });
  await call("longRunningTask.getTasks");
}

async function tourTemplates(call: Tour["call"], { spaceKey }: V1Site): Promise<void> {
  const body = { storage: { value: "<p>Level at …</p>", representation: "storage" } };
  const template = {
    name: "Reading",
    templateType: "page",
    body,
    description: "For readings",
    space: { key: spaceKey },
  };
  const { templateId } = await call("template.createContentTemplate", template);
  const change = { ...template, templateId, name: "Readings" };
  await call("template.updateContentTemplate", change);
  await call("template.getContentTemplate", { contentTemplateId: templateId });
  await call("template.getContentTemplates", { spaceKey, expand: ["body"] });
  await call("template.getBlueprintTemplates", { spaceKey });
  await call("template.removeTemplate", { contentTemplateId: templateId });
}

async function tourSettings({ call, refused }: Tour, { spaceKey }: V1Site): Promise<void> {
  const look: Json = await call("settings.getLookAndFeelSettings");
  await call("settings.updateLookAndFeelSettings", look.custom ?? look.global);
  await call("settings.getLookAndFeelSettings", { spaceKey });
  await call("settings.updateLookAndFeel", { spaceKey, lookAndFeelType: "global" });
  await call("settings.resetLookAndFeelSettings", { spaceKey });
  await call("settings.getSystemInfo");
  // A site has no themes unless an app brings them.
  await call("themes.getThemes");
  await refused(404, "themes.getGlobalTheme");
  await refused(404, "themes.getTheme", { themeKey: "tour" });
  await refused(404, "themes.getSpaceTheme", { spaceKey });
  await refused(403, "themes.setSpaceTheme", { spaceKey, themeKey: "tour" });
  await call("themes.resetSpaceTheme", { spaceKey });
}

async function tourAudit(call: Tour["call"], { me }: V1Site): Promise<void> {
  const affectedObject = { name: "Gauge", objectType: "Instrument" };
  const record = { remoteAddress: "192.0.2.1", summary: "Calibrated", category: "Tour", affectedObject };
  await call("audit.createAuditRecord", { ...record, author: { type: "user", accountId: me } });
  await call("audit.getAuditRecords", { limit: 1000 });
  await call("audit.getAuditRecordsForTimePeriod", { number: 3, units: "MONTHS" });
  await call("audit.exportAuditRecords", { format: "csv" });
  await call("audit.getRetentionPeriod");
  await call("audit.setRetentionPeriod", { number: 6, units: "MONTHS" });
}
