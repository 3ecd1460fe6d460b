import type { Json } from "./installed.ts";
import type { Tour } from "./tour.ts";

/** What the caller of the v1 tour brings: pages `page` and `child` (below it), made by v2, in a space of `spaceKey`. */
export type V1Site = {
  me: string;
  other: string;
  spaceKey: string;
  page: string;
  child: string;
  draft: string;
  sharedDraft: string;
  /** Called by an OAuth app, not by a person with an API token. */
  byApp: boolean;
};

const storage = (value: string) => ({ storage: { value, representation: "storage" } });

/** Files, labels, states, restrictions, watches, versions, conversions and moves of pages. */
export async function tourV1Content(tour: Tour, site: V1Site): Promise<void> {
  const { call } = tour;
  await tourSearch(call, site);
  await tourAttachments(call, site);
  await tourLabels(call, site);
  await tourStates(call, site);
  await tourRestrictions(tour, site);
  await tourWatches(call, site);
  await tourBodies(call, site);
  await tourVersionsAndMoves(call, site);
  const draft = { title: "Begun from a blueprint", type: "page", status: "current", version: { number: 1 } };
  const space = { key: site.spaceKey };
  await call("content.publishLegacyDraft", { draftId: site.draft, body: { ...draft, space } });
  const shared = { ...draft, title: "Begun together", space };
  await call("content.publishSharedDraft", { draftId: site.sharedDraft, body: shared });
}

async function tourSearch(call: Tour["call"], { page, spaceKey }: V1Site): Promise<void> {
  const expand = ["content.space", "content.version", "content.history", "content.body.storage", "content.metadata"];
  await call("search.searchByCQL", { cql: `space = ${spaceKey} and type = page order by created`, limit: 50 });
  await call("search.searchByCQL", { cql: 'text ~ "gauge"', limit: 50, expand, excerpt: "indexed" });
  await call("search.searchByCQL", { cql: "type in (attachment, comment, blogpost, space, user)", limit: 100 });
  await call("search.searchUser", { cql: 'user.fullname ~ "a*"', limit: 50 });
  const whole = ["body.storage", "version", "history", "space", "ancestors", "metadata.labels", "operations"];
  await call("content.searchContentByCQL", { cql: `id = ${page}`, expand: whole });
  await call("content.searchContentByCQL", { cql: "type = page", limit: 200 });
}

async function tourAttachments(call: Tour["call"], { page }: V1Site): Promise<void> {
  const attachments = { filename: "levels.csv", content: "level\n1\n" };
  const { results } = await call("contentAttachments.createAttachment", { id: page, attachments });
  const at = { id: page, attachmentId: results[0].id };
  await call("contentAttachments.createOrUpdateAttachments", { id: page, attachments });
  await call("contentAttachments.updateAttachmentData", {
    ...at,
    attachment: { ...attachments, content: "level\n2\n" },
  });
  const body = { id: at.attachmentId, type: "attachment", title: "heights.csv", version: { number: 3 } };
  await call("contentAttachments.updateAttachmentProperties", { ...at, body });
  const bytes: unknown = await call("contentAttachments.downloadAttatchment", at);
  if (!(bytes instanceof Uint8Array) || new TextDecoder().decode(bytes) !== "level\n2\n") {
    throw new Error("The downloaded file is not the one uploaded.");
  }
}

async function tourLabels(call: Tour["call"], { page, spaceKey }: V1Site): Promise<void> {
  const body = ["river", "gauge", "level"].map((name) => ({ prefix: "global", name }));
  await call("contentLabels.addLabelsToContent", { id: page, body });
  await call("labelInfo.getAllLabelContent", { name: "river" });
  await call("contentLabels.removeLabelFromContent", { id: page, label: "gauge" });
  await call("contentLabels.removeLabelFromContentUsingQueryParameter", { id: page, name: "level" });
  await call("experimental.addLabelsToSpace", { spaceKey, body: [{ prefix: "team", name: "hydrology" }] });
  await call("experimental.getLabelsForSpace", { spaceKey });
  await call("experimental.deleteLabelFromSpace", { spaceKey, name: "hydrology", prefix: "team" });
}

async function tourStates(call: Tour["call"], { page, spaceKey }: V1Site): Promise<void> {
  const { spaceContentStates } = await call("contentStates.getAvailableContentStates", { id: page });
  const body = { id: spaceContentStates[0].id };
  await call("contentStates.setContentState", { id: page, status: "current", body });
  await call("contentStates.getContentState", { id: page, status: "current" });
  await call("contentStates.getSpaceContentStates", { spaceKey });
  await call("contentStates.getContentsWithState", { spaceKey, "state-id": body.id, stateId: body.id });
  await call("contentStates.removeContentState", { id: page, status: "current" });
  const own = { name: "Muddy", color: "#ff7452" };
  await call("contentStates.setContentState", { id: page, status: "current", body: own });
  await call("contentStates.getCustomContentStates");
  await call("contentStates.getContentStateSettings", { spaceKey });
}

async function tourRestrictions({ call }: Tour, { me, other, child: id }: V1Site): Promise<void> {
  const family = "contentRestrictions";
  const mine = [{ type: "known", accountId: me }];
  const body = [{ operation: "update", restrictions: { user: mine, group: [] } }];
  const expand = ["restrictions.user", "restrictions.group"];
  await call(`${family}.getRestrictions`, { id, expand });
  await call(`${family}.addRestrictions`, { id, body, expand });
  await call(`${family}.updateRestrictions`, { id, body: { results: body } });
  await call(`${family}.getRestrictionsByOperation`, { id });
  await call(`${family}.getRestrictionsForOperation`, { id, operationKey: "update", expand });
  const { results: groups } = await call("group.getGroups");
  const group = { id, operationKey: "update", groupId: groups[0].id };
  await call(`${family}.addGroupToContentRestrictionByGroupId`, group);
  await call(`${family}.getIndividualGroupRestrictionStatusByGroupId`, group);
  await call(`${family}.removeGroupFromContentRestriction`, group);
  const person = { id, operationKey: "update", accountId: other };
  await call(`${family}.addUserToContentRestriction`, person);
  await call(`${family}.getContentRestrictionStatusForUser`, person);
  await call(`${family}.removeUserFromContentRestriction`, person);
  await call(`${family}.deleteRestrictions`, { id });
  const subject = { type: "user", identifier: other };
  await call("contentPermissions.checkContentPermission", { id, subject, operation: "read" });
}

async function tourWatches(call: Tour["call"], { page, spaceKey }: V1Site): Promise<void> {
  const family = "contentWatches";
  await call(`${family}.addContentWatcher`, { contentId: page });
  await call(`${family}.getContentWatchStatus`, { contentId: page });
  await call(`${family}.getWatchesForPage`, { id: page });
  await call(`${family}.addSpaceWatcher`, { spaceKey });
  await call(`${family}.isWatchingSpace`, { spaceKey });
  await call(`${family}.getWatchesForSpace`, { id: page });
  await call(`${family}.getWatchersForSpace`, { spaceKey });
  await call(`${family}.addLabelWatcher`, { labelName: "river" });
  await call(`${family}.isWatchingLabel`, { labelName: "river" });
  await call(`${family}.removeLabelWatcher`, { labelName: "river" });
  await call(`${family}.removeSpaceWatch`, { spaceKey });
  await call(`${family}.removeContentWatcher`, { contentId: page });
}

async function tourBodies(call: Tour["call"], { page }: V1Site): Promise<void> {
  const family = "contentBody";
  const body = { value: "<p>Level</p>", representation: "storage" };
  const request = await call(`${family}.asyncConvertContentBodyRequest`, { ...body, to: "export_view" });
  await call(`${family}.asyncConvertContentBodyResponse`, { id: request.asyncId });
  const conversionInputs = [{ to: "view", body }];
  const asked = await call(`${family}.bulkAsyncConvertContentBodyRequest`, { conversionInputs });
  const ids = [asked].flat().map(({ asyncId }: Json) => asyncId);
  await call(`${family}.bulkAsyncConvertContentBodyResponse`, { ids });
  const macro = { id: page, version: 1, macroId: "11111111-2222-4333-8444-555555555555" };
  await call("contentMacroBody.getMacroBodyByMacroId", macro);
  await call("contentMacroBody.getAndConvertMacroBodyByMacroId", { ...macro, to: "view" });
  await call("contentMacroBody.getAndAsyncConvertMacroBodyByMacroId", { ...macro, to: "export_view" });
  await call("analytics.getViews", { contentId: page });
  await call("analytics.getViewers", { contentId: page });
}

async function tourVersionsAndMoves(call: Tour["call"], { page, child, spaceKey }: V1Site): Promise<void> {
  const params = { versionNumber: 1, message: "As it was" };
  await call("contentVersions.restoreContentVersion", {
    id: page,
    operationKey: "restore",
    params,
    expand: ["content"],
  });
  await call("contentVersions.deleteContentVersion", { id: page, versionNumber: 1 });
  const family = "contentChildrenAndDescendants";
  const copied = { type: "parent_page", value: page };
  const copy = await call(`${family}.copyPage`, {
    id: child,
    destination: copied,
    pageTitle: "A copy",
    copyLabels: true,
  });
  await call(`${family}.movePage`, { pageId: copy.id, position: "after", targetId: child });
  await call(`${family}.getContentDescendants`, { id: page, expand: ["page", "comment", "attachment"] });
  for (const type of ["page", "comment", "attachment"])
    await call(`${family}.getDescendantsOfType`, { id: page, type });
  const titleOptions = { prefix: "Copied: " };
  await call(`${family}.copyPageHierarchy`, { id: child, destinationPageId: copy.id, titleOptions });
  await call("content.archivePages", { pages: [{ id: Number(copy.id) }] });
  const inSpace = await call(`${family}.copyPage`, {
    id: child,
    destination: { type: "space", value: spaceKey },
    pageTitle: "A copy beside",
    body: storage("<p>Other text</p>"),
    expand: ["body.storage", "version", "space", "history"],
  });
  await call("experimental.deletePageTree", { id: inSpace.id });
}
