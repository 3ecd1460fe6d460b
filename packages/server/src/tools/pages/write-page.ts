import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { BodyWrite } from "../body.ts";
import { pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Change, ReadBack, Undo, Written } from "../write.ts";
import { notApplied, readWritten, type Sent, saysTheSame } from "./confirm-update.ts";
import { lostComments } from "./lost-comments.ts";
import { checkVersion, conflict } from "./page-conflict.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";
import { readStored, storageOf } from "./read-page.ts";

/** What writes of pages and blog posts answer with. */
export const writtenPageShape = pageShape.extend({ warnings: z.array(z.string()).optional() });

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
 *
 * From the trash a page comes back as it was: Confluence leaves aside whatever else such an update says, so anything
 * else to change is refused.
 *
 * Throws `version_conflict` when the page has moved on from the version the change insists on.
 */
export async function prepareUpdate(
  context: ToolContext,
  kind: PageKind,
  before: V2Page,
  change: PageChange,
  summary: string,
): Promise<Prepared<PageData>> {
  const { noun, update, deleteTool, idParameter } = pageKinds[kind];
  const { id } = before;
  const trashed = before.status === "trashed";
  if (trashed) checkOnlyRestored(noun, before, change);
  const draft = change.status === "draft";
  // Drafts, and pages until they are first published, have one version.
  const number = draft || before.status === "draft" ? 1 : before.version.number + 1;
  if (change.version !== number) await checkVersion(context, kind, before, change.version);
  // The body always goes along: an update without one would clear it.
  const body = change.body ?? { representation: "storage" as const, value: storageOf(before) };
  const sent: Sent = { title: change.title ?? before.title, body, parentId: change.parentId, number, draft, trashed };
  const changes = differences(before, sent, change.status);
  const warnings = lostComments(storageOf(before), body);
  const published = before.status === "draft" && !draft;

  const written = (now: V2Page): Written<PageData> => ({
    data: { ...toPage(now, context.site, kind), ...(warnings.length > 0 && { warnings }) },
    undo: published
      ? []
      : trashed
        ? [{ tool: deleteTool, arguments: { [idParameter]: id } }]
        : undoUpdate(kind, before, change, number),
  });

  return {
    preview: {
      summary: warnings.length === 0 ? summary : `${summary} ${warnings.join(" ")}`,
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
      ...(published && { irreversible: `a published ${noun} cannot become a draft again` }),
    },
    async commit() {
      if (changes.after === undefined) return { data: toPage(before, context.site, kind) };
      try {
        await context.confluence.call<V2Page>(update, {
          path: { id },
          body: {
            id,
            status: change.status,
            title: sent.title,
            ...(change.parentId !== undefined && { parentId: change.parentId }),
            body,
            version: { number, ...(change.message !== undefined && { message: change.message }) },
          },
          what: `the update of ${noun} ${id}`,
        });
      } catch (error) {
        if (!(error instanceof TributaryError) || error.code !== "version_conflict") throw error;
        throw await conflict(context, kind, await readStored(context, kind, id), number, error);
      }
      const now = await readWritten(context, kind, id, sent);
      const problem = notApplied(before, now, sent);
      if (problem === undefined) return written(now);
      throw new TributaryError(
        "upstream_error",
        `Confluence accepted the update of ${noun} ${id} but did not make it: ${problem}.`,
        { hint: "Read it again; if it is still as before, make the change in Confluence's editor." },
      );
    },
    async settle(reader): Promise<ReadBack> {
      const now = await readWritten(reader, kind, id, sent);
      if (notApplied(before, now, sent) !== undefined) return { outcome: "not_done" };
      // Somebody else may have made the version this update would have made.
      return saysTheSame(now, sent, reader) ? { outcome: "done", ...written(now) } : { outcome: "unknown" };
    },
  };
}

function checkOnlyRestored(noun: string, { id, title }: V2Page, { status, ...change }: PageChange): void {
  const { title: name, body, parentId } = change;
  if (status === "current" && name === undefined && body === undefined && parentId === undefined) return;
  throw new TributaryError(
    "invalid_input",
    `The ${noun} "${title}" (${id}) is in the trash and cannot be changed there.`,
    {
      hint: `Bring it back first: ${noun === "page" ? "confluence_restore_page" : "confluence_update_blog_post with status=current alone"}.`,
    },
  );
}

/** The fields that will be different. Both absent = nothing will. */
function differences(before: V2Page, sent: Sent, status: PageChange["status"]): Pick<Change, "before" | "after"> {
  const old = { title: before.title, body: storageOf(before), parentId: before.parentId ?? "", status: before.status };
  const wanted = {
    title: sent.title,
    body: sent.body.value,
    parentId: sent.parentId ?? old.parentId,
    // A page may have a draft beside what is published.
    status: sent.draft ? old.status : status,
  };
  const names = (Object.keys(old) as (keyof typeof old)[]).filter((name) => old[name] !== wanted[name]);
  if (names.length === 0) return {};
  const pick = (from: typeof old) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { before: pick(old), after: pick(wanted) };
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

export type NewPage = {
  spaceId: string;
  parentId?: string;
  atRoot?: boolean;
  title: string;
  body: BodyWrite;
  status: "current" | "draft";
  /** What `afterwards` will put on it, for the preview. */
  labels?: readonly string[];
  properties?: Readonly<Record<string, unknown>>;
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
    data: {
      ...toPage(created, context.site, kind),
      ...(await afterwards(created.id, through).catch((error: unknown) => {
        throw madeInPart(error, toPage(created, context.site, kind), noun);
      })),
    },
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
            ...(page.labels !== undefined && page.labels.length > 0 && { labels: page.labels }),
            ...(Object.keys(page.properties ?? {}).length > 0 && { properties: page.properties }),
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
      // Drafts are in no list.
      if (page.status === "draft") return { outcome: "unknown" };
      const { results } = await reader.confluence.call<V2List<V2Page>>(list, {
        query: { "space-id": page.spaceId, title: page.title, status: page.status, limit: 25 },
      });
      // Confluence's clock and ours may differ by some seconds.
      const found = results.find((r) => r.title === page.title && Date.parse(r.createdAt ?? "") > startedAt - 30_000);
      return found === undefined ? { outcome: "not_done" } : { outcome: "done", ...(await finish(found, reader)) };
    },
  };
}

/** The page is there, but what belongs to the same call did not all work: the caller must know of it. */
function madeInPart(error: unknown, { id, title, url }: PageData, noun: string): unknown {
  if (!(error instanceof TributaryError)) return error;
  return new TributaryError(error.code, `The ${noun} "${title}" was created (${id}), but: ${error.message}`, {
    hint: error.hint ?? "Add the rest to it, or delete it; do not create it again.",
    ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
    details: { ...error.details, id, url },
    cause: error,
  });
}
