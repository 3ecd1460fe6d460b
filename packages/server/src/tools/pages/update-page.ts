import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { toBodyWrite } from "../body.ts";
import { resolvePageId } from "../references.ts";
import { pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter } from "../tool.ts";
import { readStored } from "./read-page.ts";

export const updatePage = defineTool({
  name: "confluence_update_page",
  title: "Update page",
  description:
    "Changes a page's title, whole body, parent or status. What is left out stays as it is. Read the page first and send the body back with your changes: parts you leave as they were keep their macros and comments. Pass version (the current one plus 1) to be sure nobody changed it meanwhile. Returns the page in its new version.",
  group: "Pages",
  effect: "write",
  idempotent: false,
  input: z.strictObject({
    pageId: parameter.pageId,
    title: z.string().min(1).max(255).optional().describe("New title."),
    body: z.string().optional().describe("New text of the whole page."),
    format: parameter.formatIn,
    parentId: parameter.pageId.optional().describe("Page to move it under: id, URL, tiny link or SPACE:Title."),
    status: z.enum(["current", "draft"]).default("current").describe("draft changes the unpublished draft only."),
    version: z.number().int().min(1).optional().describe("Number of the new version: the current one plus 1."),
    versionMessage: z.string().max(255).optional().describe("A note for the page's history."),
  }),
  output: pageShape,
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId, parentId }) => [
    { kind: "page", ref: pageId },
    ...(parentId === undefined ? [] : [{ kind: "page" as const, ref: parentId }]),
  ],
  async run(change, context) {
    if (
      change.title === undefined &&
      change.body === undefined &&
      change.parentId === undefined &&
      change.status === "current"
    ) {
      throw new TributaryError("invalid_input", "Nothing to change was given.", {
        hint: "Pass title, body or parentId.",
      });
    }
    const id = await resolvePageId(context, change.pageId);
    const draft = change.status === "draft";
    const before = await readStored(context, id, draft);
    checkVersion(before, change.version);
    const base = before.body?.storage?.value ?? "";
    // The body always goes along: an update without one would clear it.
    const body =
      change.body === undefined
        ? { representation: "storage", value: base }
        : toBodyWrite(change.body, change.format, context.site, base);
    const updated = await context.confluence.call<V2Page>("updatePage", {
      path: { id },
      body: {
        id,
        status: change.status,
        title: change.title ?? before.title,
        ...(change.parentId !== undefined && { parentId: await resolvePageId(context, change.parentId) }),
        body,
        version: {
          // A draft has one version until it is published.
          number: draft ? 1 : before.version.number + 1,
          ...(change.versionMessage !== undefined && { message: change.versionMessage }),
        },
      },
      what: `the update of page ${id}`,
    });
    return toPage(updated, context.site);
  },
  async readBack(change, context) {
    const now = await readStored(context, await resolvePageId(context, change.pageId), change.status === "draft");
    const wanted = change.title === undefined || now.title === change.title;
    const base = now.body?.storage?.value ?? "";
    const sameBody =
      change.body === undefined || toBodyWrite(change.body, change.format, context.site, base).value === base;
    return wanted && sameBody ? { outcome: "done", data: toPage(now, context.site) } : { outcome: "not_done" };
  },
});

function checkVersion(page: V2Page, wanted: number | undefined): void {
  const current = page.version.number;
  if (wanted === undefined || wanted === current + 1) return;
  throw new TributaryError(
    "version_conflict",
    `Page ${page.id} is at version ${current}, so the next is ${current + 1}, not ${wanted}.`,
    {
      hint: "Read the page again, repeat your change on what it says now, and pass its version plus 1.",
      details: {
        currentVersion: current,
        title: page.title,
        ...(page.version.authorId && { changedBy: page.version.authorId }),
        ...(page.version.createdAt && { changedAt: page.version.createdAt }),
        ...(page.version.message && { versionMessage: page.version.message }),
      },
    },
  );
}
