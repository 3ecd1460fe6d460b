import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { pageShape, toPage, type V2List, type V2Page } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Preview, Written } from "../write.ts";
import { type CopyPlace, placeInWords } from "./copy-place.ts";
import type { V2Descendant } from "./tree.ts";
import type { Standing } from "./tree-place.ts";

/** Most that is copied at once: each is on record to be taken back. */
export const mostPages = 1000;
/** Most titles shown of what is copied along. */
const mostShown = 50;

/** The copy of the page; without it Confluence is still copying. */
export const copiedShape = pageShape.partial().extend({
  /** Pages and other content made, as far as is known. */
  copied: z.number().int(),
  /** Of a copy that Confluence is still making. */
  taskId: z.string().optional(),
  warnings: z.array(z.string()).optional(),
});

export type CopyData = z.input<typeof copiedShape>;

export type Copy = {
  from: Standing;
  place: CopyPlace;
  /** Of the copy of the page itself. */
  title: string;
  /** Put before the title of everything else. */
  prefix: string;
  /** What is below the page and copied along. */
  below: V2Descendant[];
  /** When it was asked for: milliseconds since 1970. */
  startedAt: number;
  /** What of a page goes along, by Confluence's names. */
  parts: Record<string, boolean>;
};

type Making = Pick<Prepared<CopyData>, "commit" | "settle">;

export function previewOf({ from, place, title, prefix, below, parts }: Copy): Preview {
  const count = below.length === 0 ? "" : ` and ${below.length} below it`;
  const along = Object.entries(parts).flatMap(([name, copied]) => (copied ? [name.slice("copy".length)] : []));
  return {
    summary: `Copy the page "${from.title}"${count} as "${title}" ${placeInWords(place)}.`,
    changes: [
      {
        kind: "page",
        title,
        spaceId: place.spaceId,
        after: {
          title,
          copyOf: from.id,
          with: along.filter((part) => part !== "CustomContents").map((part) => part.toLowerCase()),
          ...(place.parent !== undefined && { parentId: place.parent.id }),
          ...(below.length > 0 && { below: below.slice(0, mostShown).map((item) => prefix + item.title) }),
        },
      },
    ],
  };
}

/** The published or archived page of this title: there is at most one in a space. */
export async function findByTitle(
  { confluence }: ToolContext,
  spaceId: string,
  title: string,
): Promise<V2Page | undefined> {
  const { results } = await confluence.call<V2List<V2Page>>("getPages", {
    query: { "space-id": spaceId, title, status: ["current", "archived"], limit: 25 },
    what: `the page "${title}"`,
  });
  return results.find((page) => page.title.toLowerCase() === title.toLowerCase());
}

/** Copied by this call, as far as one can tell: younger than the call, at the place asked for. The clocks may differ. */
export const isOurs = ({ place, startedAt }: Copy, page: V2Page): boolean =>
  Date.parse(page.createdAt ?? "") > startedAt - 30_000 && (page.parentId ?? undefined) === place.parent?.id;

/** Copies one page, in one request, and reads the copy. */
export function copyOne(context: ToolContext, copy: Copy): Making {
  const { from, place, title, parts } = copy;
  const done = (page: V2Page): Written<CopyData> => ({
    data: { ...toPage(page, context.site), copied: 1 },
    undo: [{ tool: "confluence_delete_page", arguments: { pageId: page.id } }],
  });
  return {
    async commit() {
      const made = await context.confluence.call<{ id: string }>("v1.copyPage", {
        path: { id: from.id },
        body: { ...parts, pageTitle: title, destination: destinationOf(place) },
        what: `the copy of the page "${from.title}"`,
      });
      return done(await readCopy(context, copy, String(made.id)));
    },
    async settle(reader) {
      const found = await findByTitle(reader, place.spaceId, title);
      return found !== undefined && isOurs(copy, found) ? { outcome: "done", ...done(found) } : { outcome: "not_done" };
    },
  };
}

function destinationOf({ parent, spaceKey }: CopyPlace): { type: string; value: string } {
  if (parent === undefined) return { type: "space", value: spaceKey ?? "" };
  return { type: parent.type === "page" ? "parent_page" : "parent_content", value: parent.id };
}

/** The copy as it stands. Throws `upstream_error` when it is not there, or not as asked. */
export async function readCopy({ confluence }: ToolContext, copy: Copy, id: string): Promise<V2Page> {
  const { place, title, from } = copy;
  const page = await confluence.call<V2Page>("getPageById", { path: { id }, what: `the copy ${id}` }).catch((error) => {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  });
  const there = page?.spaceId === place.spaceId && (page.parentId ?? undefined) === place.parent?.id;
  if (page !== undefined && there && page.title === title) return page;
  throw new TributaryError(
    "upstream_error",
    page === undefined
      ? `Confluence said it copied the page "${from.title}", but there is no copy.`
      : `Confluence copied the page "${from.title}", but the copy ${id} is called "${page.title}"${there ? "" : " and is not where it was to go"}.`,
    { hint: "Look for it with confluence_list_child_pages before you try again.", details: { id } },
  );
}
