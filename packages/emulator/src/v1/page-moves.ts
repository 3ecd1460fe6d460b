import { startedTaskJson, startTask } from "../content/long-tasks.ts";
import { moveContent } from "../content/move-content.ts";
import { archivePage, trashBranch } from "../content/page-lifecycle.ts";
import { descendantsOf, treeTypes } from "../content/tree.ts";
import { isObject } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { oneOf, required, text } from "../http/parameters.ts";
import { badRequest, forbidden, noContent, Refusal } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import { contentOfType } from "./find.ts";
import { contentOf } from "./labels.ts";
import { requestObject } from "./request-object.ts";

const inTree = (call: OperationCall, given: string): Content => {
  const content = contentOfType(call, given, ...treeTypes);
  if (content.status === "trashed" || content.status === "draft") throw noContent(given);
  return content;
};

const movePage = operation({
  api: "v1",
  id: "movePage",
  method: "PUT",
  path: "/content/{pageId}/move/{position}/{targetId}",
  scopes: [["write:confluence-content"], ["write:page:confluence"]],
  parameters: {
    pageId: required(text()),
    position: required(oneOf("before", "after", "append")),
    targetId: required(text()),
  },
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    const content = inTree(call, parameters.pageId);
    const target = inTree(call, parameters.targetId);
    const from = site.spaces.get(content.spaceId);
    const to = site.spaces.get(target.spaceId);
    const leaves = content.spaceId !== target.spaceId;
    const may =
      access.updateContent(content) &&
      to !== undefined &&
      access.inSpace(to, `create:${content.type}`) &&
      (!leaves || (from !== undefined && access.inSpace(from, `delete:${content.type}`)));
    if (!may) throw forbidden("User not permitted to move this page there");
    if (leaves && content.restrictions && to && !access.inSpace(to, "restrict_content:space")) {
      throw badRequest("The page has restrictions the user may not create in the target space");
    }
    moveContent(site, content, parameters.position, target, { by: account.id, at: now });
    return ok({ pageId: String(content.id) });
  },
});

const maxArchived = 300;

/** The pages of an archive request. An id that leads nowhere is a 500 on real sites (measured), so it is one here. */
function pagesToArchive(call: OperationCall): Content[] {
  const { pages } = requestObject(call.body);
  if (!Array.isArray(pages) || pages.length === 0)
    throw badRequest("Field 'pages' in the request body must list the pages to archive.");
  if (pages.length > maxArchived) throw badRequest(`At most ${maxArchived} pages can be archived at once.`);
  const ids = pages.map((page) => {
    const id = isObject(page) ? page.id : undefined;
    if ((typeof id !== "number" && typeof id !== "string") || !/^\d{1,19}$/.test(String(id)))
      throw badRequest("A page to archive must be named by its id.");
    return Number(id);
  });
  return [...new Set(ids)].map((id) => {
    const content = call.site.content.get(id);
    if (!call.access.viewContent(content)) throw new Refusal(500, "Internal Server Error");
    if (content.type !== "page") throw badRequest(`Content ${id} is no page.`);
    if (content.status === "archived") throw badRequest(`Page ${id} is archived already.`);
    if (content.status !== "current") throw badRequest(`Page ${id} is not published.`);
    const space = call.site.spaces.get(content.spaceId);
    if (!space || !call.access.inSpace(space, "archive:page") || !call.access.updateContent(content))
      throw forbidden(`User not permitted to archive page ${id}`);
    return content;
  });
}

const archivePages = operation({
  api: "v1",
  id: "archivePages",
  method: "POST",
  path: "/content/archive",
  scopes: [["write:confluence-content"], ["read:content.metadata:confluence", "write:page:confluence"]],
  body: "json",
  status: 202,
  handle: (call) => {
    const { site, account, now } = call;
    const pages = pagesToArchive(call);
    const task = startTask(site, call, {
      name: "com.atlassian.confluence.archive.pages",
      run: () => {
        for (const page of pages) archivePage(site, page, { by: account.id, at: now });
        return { messages: [`Archived pages: ${pages.length}`] };
      },
    });
    return ok(startedTaskJson(task));
  },
});

const deletePageTree = operation({
  api: "v1",
  id: "deletePageTree",
  method: "DELETE",
  path: "/content/{id}/pageTree",
  scopes: [["write:confluence-content"], ["delete:content:confluence"]],
  parameters: { id: required(text()) },
  status: 202,
  handle: (call) => {
    const { site, access, account, now, parameters } = call;
    if (!/^\d{1,19}$/.test(parameters.id))
      throw badRequest(`Provided value {${parameters.id}} for 'id' is not the correct type. Expected type is long.`);
    const top = contentOf(call, parameters.id);
    if (top.type !== "page" || top.status !== "current") throw badRequest(`Content ${top.id} is no current page.`);
    if (!access.deleteContent(top)) throw forbidden(`User not permitted to delete content with id : ${top.id}`);
    const kept = descendantsOf(site, top.id, 500, () => true).some(({ content }) => !access.deleteContent(content));
    if (kept) throw noContent(top.id);
    const task = startTask(site, call, {
      name: "delete.page.hierarchy",
      run: () => {
        const count = trashBranch(site, top, { by: account.id, at: now });
        return { messages: [JSON.stringify({ key: "STATUS_DELETED_PAGES", args: [String(count)] })] };
      },
    });
    return ok(startedTaskJson(task));
  },
});

export const pageMoveOperations: readonly Operation[] = [movePage, archivePages, deletePageTree];
