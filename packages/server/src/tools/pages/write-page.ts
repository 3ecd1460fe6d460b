import type { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { BodyWrite } from "../body.ts";
import { pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Change, ReadBack, Undo, Written } from "../write.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";
import { readStored, storageOf } from "./read-page.ts";

/** What writes of pages and blog posts answer with. */
export const writtenPageShape = pageShape;

type PageData = z.input<typeof writtenPageShape>;

export type PageChange = {
  title?: string;
  body?: BodyWrite;
  parentId?: string;
  /** What is written: the published page, or its unpublished draft. */
  status: "current" | "draft";
  /** The next version number, if the caller insists on one. */
  version?: number;
  message?: string;
};

/**
 * An update of a page or blog post that was read as `before`. What the change does not name stays as it is. The write
 * is confirmed by reading the page again: an update that Confluence accepts and does not carry out is an error.
 */
export function prepareUpdate(
  context: ToolContext,
  kind: PageKind,
  before: V2Page,
  change: PageChange,
  summary: string,
): Prepared<PageData> {
  const { noun, update } = pageKinds[kind];
  const { id } = before;
  const draft = change.status === "draft";
  checkVersion(kind, before, change.version);
  const base = storageOf(before);
  // The body always goes along: an update without one would clear it.
  const body = change.body ?? { representation: "storage" as const, value: base };
  const title = change.title ?? before.title;
  const number = draft ? 1 : before.version.number + 1;
  const changes = differences(before, { ...change, title, body });
  const undo = () => undoUpdate(kind, before, change, number);

  const confirmed = async (reader: ToolContext): Promise<Written<PageData>> => {
    const now = await readStored(reader, kind, id, { draft });
    const problem = notApplied(before, now, { title, body, number, draft });
    if (problem === undefined) return { data: toPage(now, context.site, kind), undo: undo() };
    throw new TributaryError(
      "upstream_error",
      `Confluence accepted the update of ${noun} ${id} but did not make it: ${problem}.`,
      { hint: "Read it again; if it is still as before, make the change in Confluence's editor." },
    );
  };

  return {
    preview: {
      summary,
      changes: [
        {
          kind,
          id,
          title: before.title,
          spaceId: before.spaceId,
          url: toPage(before, context.site, kind).url,
          baseVersion: before.version.number,
          ...changes,
        },
      ],
    },
    async commit() {
      if (changes.after === undefined) return { data: toPage(before, context.site, kind) };
      await context.confluence.call<V2Page>(update, {
        path: { id },
        body: {
          id,
          status: change.status,
          title,
          ...(change.parentId !== undefined && { parentId: change.parentId }),
          body,
          // A draft has one version until it is published.
          version: { number, ...(change.message !== undefined && { message: change.message }) },
        },
        what: `the update of ${noun} ${id}`,
      });
      return confirmed(context);
    },
    async settle(reader): Promise<ReadBack> {
      const now = await readStored(reader, kind, id, { draft });
      if (notApplied(before, now, { title, body, number, draft }) !== undefined) return { outcome: "not_done" };
      return { outcome: "done", data: toPage(now, context.site, kind), undo: undo() };
    },
  };
}

/** The fields that will be different. Both absent = nothing will. */
function differences(
  before: V2Page,
  after: { title: string; body: BodyWrite; parentId?: string; status: string },
): Pick<Change, "before" | "after"> {
  const old = { title: before.title, body: storageOf(before), parentId: before.parentId ?? "", status: before.status };
  const wanted = {
    title: after.title,
    body: after.body.value,
    parentId: after.parentId ?? old.parentId,
    // A page may have a draft beside what is published.
    status: after.status === "draft" ? old.status : after.status,
  };
  const names = (Object.keys(old) as (keyof typeof old)[]).filter((name) => old[name] !== wanted[name]);
  if (names.length === 0) return {};
  const pick = (from: typeof old) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { before: pick(old), after: pick(wanted) };
}

/** Why the page read after the update is not what was sent; undefined when it is. */
function notApplied(
  before: V2Page,
  now: V2Page,
  sent: { title: string; body: BodyWrite; number: number; draft: boolean },
): string | undefined {
  if (!sent.draft && now.version.number < sent.number) return `it is still at version ${now.version.number}`;
  if (now.title !== sent.title) return `its title is "${now.title}"`;
  const [was, is] = [storageOf(before), storageOf(now)];
  // Confluence may write a body down a little differently than it was sent, so only "as before" and "gone" are telling.
  if (is === "" && sent.body.value !== "") return "its body is empty";
  if (is === was && sent.body.value !== was) return "its body is as it was";
  return undefined;
}

/** An earlier version brought back takes title and body back; a draft has no versions, so its text is kept here. */
function undoUpdate(kind: PageKind, before: V2Page, change: PageChange, number: number): Undo[] {
  const { idParameter, updateTool } = pageKinds[kind];
  const undo: Undo[] = [];
  if (change.parentId !== undefined && change.parentId !== before.parentId && before.parentId) {
    undo.push({ tool: updateTool, arguments: { [idParameter]: before.id, parentId: before.parentId } });
  }
  if (change.title !== undefined || change.body !== undefined) {
    const version = number + undo.length + 1;
    if (kind === "page" && change.status === "current") {
      const versionNumber = before.version.number;
      undo.push({
        tool: "confluence_restore_page_version",
        arguments: { pageId: before.id, versionNumber, version },
      });
    } else {
      undo.push({
        tool: updateTool,
        arguments: {
          [idParameter]: before.id,
          title: before.title,
          body: storageOf(before),
          format: "storage",
          status: change.status,
          ...(change.status === "current" && { version }),
        },
      });
    }
  }
  return undo;
}

/** Throws `version_conflict`, with who changed it last, when `wanted` is not the next version. */
export function checkVersion(kind: PageKind, page: V2Page, wanted: number | undefined): void {
  const current = page.version.number;
  if (wanted === undefined || wanted === current + 1) return;
  throw new TributaryError(
    "version_conflict",
    `The ${pageKinds[kind].noun} ${page.id} is at version ${current}, so the next is ${current + 1}, not ${wanted}.`,
    {
      hint: "Read it again, repeat your change on what it says now, and pass its version plus 1.",
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

export type NewPage = {
  spaceId: string;
  parentId?: string;
  atRoot?: boolean;
  title: string;
  body: BodyWrite;
  status: "current" | "draft";
};

/** A new page or blog post. `afterwards` does what belongs to the same call once it is there: labels, properties. */
export function prepareCreate<Extra extends object>(
  context: ToolContext,
  kind: PageKind,
  page: NewPage,
  summary: string,
  afterwards: (id: string, context: ToolContext) => Promise<Extra>,
): Prepared<PageData & Extra> {
  const { noun, create, list, idParameter, deleteTool } = pageKinds[kind];
  const startedAt = context.now();
  const finish = async (created: V2Page, through: ToolContext): Promise<Written<PageData & Extra>> => ({
    data: { ...toPage(created, context.site, kind), ...(await afterwards(created.id, through)) },
    undo: [
      {
        tool: deleteTool,
        arguments: { [idParameter]: created.id, ...(page.status === "draft" && { draft: true }) },
      },
    ],
  });
  return {
    preview: {
      summary,
      changes: [
        {
          kind,
          title: page.title,
          spaceId: page.spaceId,
          after: {
            title: page.title,
            body: page.body.value,
            status: page.status,
            ...(page.parentId !== undefined && { parentId: page.parentId }),
          },
        },
      ],
    },
    async commit() {
      const created = await context.confluence.call<V2Page>(create, {
        query: page.atRoot ? { "root-level": true } : {},
        body: {
          spaceId: page.spaceId,
          ...(page.parentId !== undefined && { parentId: page.parentId }),
          status: page.status,
          title: page.title,
          body: page.body,
        },
        what: `the new ${noun} "${page.title}"`,
      });
      const now = await readStored(context, kind, created.id, { draft: page.status === "draft" });
      if (storageOf(now) === "" && page.body.value !== "") {
        throw new TributaryError("upstream_error", `Confluence made the ${noun} ${created.id} without its body.`, {
          hint: `Write the body with ${pageKinds[kind].updateTool}, or delete it.`,
          details: { id: created.id },
        });
      }
      return finish(now, context);
    },
    /** One of this title that is younger than the call is the one that was asked for: titles are unique in a space. */
    async settle(reader): Promise<ReadBack> {
      const { results } = await reader.confluence.call<V2List<V2Page>>(list, {
        query: { "space-id": page.spaceId, title: page.title, status: page.status, limit: 25 },
      });
      // Confluence's clock and ours may differ by some seconds.
      const found = results.find((r) => r.title === page.title && Date.parse(r.createdAt ?? "") > startedAt - 30_000);
      return found === undefined ? { outcome: "not_done" } : { outcome: "done", ...(await finish(found, reader)) };
    },
  };
}
