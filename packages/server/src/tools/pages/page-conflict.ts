import { lineDiff } from "@tributary/storage-format";
import { TributaryError } from "../../base/errors.ts";
import { fromStorage } from "../body.ts";
import type { V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";
import { readStored, storageOf } from "./read-page.ts";

/** How much of a diff an error carries: enough to see what it is about, not to work on. */
const mostDiff = 1_500;

/** Throws `version_conflict`, naming who changed what, when `wanted` is not the next version of the page. */
export async function checkVersion(
  context: ToolContext,
  kind: PageKind,
  page: V2Page,
  wanted: number | undefined,
): Promise<void> {
  if (wanted === undefined || wanted === page.version.number + 1) return;
  throw await conflict(context, kind, page, wanted);
}

/** What was changed between the version an edit was based on, the one before `wanted`, and the page as it is now. */
export async function conflict(
  context: ToolContext,
  kind: PageKind,
  page: V2Page,
  wanted: number,
  refused?: TributaryError,
): Promise<TributaryError> {
  const { number, authorId, createdAt, message } = page.version;
  const diff = await diffSince(context, kind, page, wanted - 1);
  const by = `${createdAt === undefined ? "" : ` on ${createdAt}`}${authorId ? ` by ${authorId}` : ""}${message ? ` ("${message}")` : ""}`;
  return new TributaryError(
    "version_conflict",
    `The ${pageKinds[kind].noun} "${page.title}" (${page.id}) is at version ${number}, so the next is ${number + 1}, not ${wanted}. It was last changed${by}.`,
    {
      hint: "Read it again, repeat your change on what it says now, and pass its version plus 1.",
      details: {
        currentVersion: number,
        title: page.title,
        ...(authorId && { changedBy: authorId }),
        ...(createdAt && { changedAt: createdAt }),
        ...(message && { versionMessage: message }),
        ...(diff !== undefined && { diff }),
      },
      ...(refused?.atlassian !== undefined && { atlassian: refused.atlassian }),
      ...(refused !== undefined && { cause: refused }),
    },
  );
}

async function diffSince(
  context: ToolContext,
  kind: PageKind,
  page: V2Page,
  base: number,
): Promise<string | undefined> {
  if (base < 1 || base >= page.version.number) return undefined;
  try {
    const old = await readStored(context, kind, page.id, { version: base });
    const text = (of: V2Page) => `# ${of.title}\n\n${fromStorage(storageOf(of), "markdown", context.site)}`;
    const diff = lineDiff(text(old), text(page));
    return diff.length <= mostDiff ? diff : `${diff.slice(0, diff.lastIndexOf("\n", mostDiff))}\n…`;
  } catch (error) {
    // Old versions can be removed: then the conflict is told without them.
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
