import { type OpenPage, openPage, type PagePart, type Section } from "@tributary/storage-format";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { fromStorage, markdownOptions } from "../body.ts";
import { findPage } from "../references.ts";
import { pageShape, toPage, type V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { addressError } from "./edit-operations.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";
import { type PageFormat, storageOf } from "./read-page.ts";

/** How much of a page is wanted. */
export const detail = z
  .enum(["summary", "outline", "section", "full"])
  .default("full")
  .describe("summary: no body; outline: headings with handles and sizes; section: one of them.");

const section = z.object({
  handle: z.string(),
  level: z.number().int(),
  /** The headings it stands under and its own, joined by " > ". */
  path: z.string(),
  localId: z.string().optional(),
  /** Characters of its Markdown, subsections included. */
  size: z.number().int(),
});

export const detailedPageShape = pageShape.extend({
  /** Characters of the whole page's Markdown. */
  size: z.number().int().optional(),
  outline: z.array(section).optional(),
  section: section.optional(),
});

export type DetailRequest = {
  detail: "summary" | "outline" | "section" | "full";
  /** Heading, heading path or handle; for `section`. */
  section?: string;
  format: PageFormat;
  version?: number;
  draft?: boolean;
};

/** Reads as much of a page or blog post as is wanted: by id in one request, by title in two. */
export async function readInDetail(
  context: ToolContext,
  kind: PageKind,
  ref: string,
  request: DetailRequest,
): Promise<z.input<typeof detailedPageShape>> {
  const { detail: wanted, section: named, format, ...which } = request;
  const { site } = context;
  const whole = wanted === "full" && named === undefined;
  const body = wanted === "summary" ? undefined : whole && format === "view" ? "view" : "storage";
  const page = await find(context, kind, ref, which, body);
  const summary = toPage(page, site, kind);
  if (body === undefined) return summary;
  if (body === "view") return { ...summary, body: page.body?.view?.value ?? "", format };
  if (whole) return { ...summary, body: fromStorage(storageOf(page), partFormat(format), site), format };
  const opened = openPage(storageOf(page), {
    version: page.version.number,
    markdownOptions: markdownOptions(site),
  });
  if (wanted === "outline") {
    return { ...summary, size: opened.markdown.trim().length, outline: opened.outline.map(toSection) };
  }
  const part = readSection(opened, named);
  return {
    ...summary,
    ...(part.section !== undefined && { section: toSection(part.section) }),
    body: format === "markdown" ? part.markdown : fromStorage(part.storage, partFormat(format), site),
    format,
  };
}

/** The page with its body in a format, or without one. */
async function find(
  context: ToolContext,
  kind: PageKind,
  ref: string,
  { version, draft }: Pick<DetailRequest, "version" | "draft">,
  body: "storage" | "view" | undefined,
): Promise<V2Page> {
  // The list that a title is looked up in has the page as it is now, and no rendered body.
  const listed = version === undefined && !draft && body !== "view";
  const { id, found } = await findPage(context, kind, ref, listed && body === "storage");
  if (listed && found !== undefined) return found;
  return context.confluence.call<V2Page>(pageKinds[kind].read, {
    path: { id },
    query: { "body-format": body, version, "get-draft": draft || undefined },
    what: `${pageKinds[kind].noun} ${id}`,
  });
}

function readSection(page: OpenPage, named: string | undefined): PagePart {
  if (named === undefined) {
    throw new TributaryError("invalid_input", "It was not said which section to read.", {
      hint: "Pass section: a heading, a heading path (A > B) or a handle. detail=outline lists them.",
    });
  }
  const byHandle = page.outline.some(({ handle }) => handle === named) || /^b\d+\.[0-9a-z]+$/.test(named);
  try {
    return page.read(byHandle ? { handle: named } : { heading: named.replace(/^#{1,6}\s+/, "") });
  } catch (error) {
    const refused = addressError(error, page, [{ heading: named }]);
    if (!(refused instanceof TributaryError) || refused.code !== "ambiguous_reference") throw refused;
    const title = named
      .split(/\s+>\s+/)
      .at(-1)
      ?.toLowerCase();
    const candidates = page.outline
      .filter((section) => section.title.toLowerCase() === title)
      .map(({ path, handle }) => ({ heading: path.join(" > "), handle }));
    throw new TributaryError(refused.code, refused.message, {
      hint: "Pass the handle of the one you mean.",
      details: { candidates },
    });
  }
}

/** The format of a part. Confluence renders pages only as a whole. */
function partFormat(format: PageFormat): Exclude<PageFormat, "view"> {
  if (format !== "view") return format;
  throw new TributaryError("invalid_input", "A section cannot be read in the format view.", {
    hint: "Read it as markdown, or the whole page with detail=full.",
  });
}

const toSection = ({ handle, level, path, localId, size }: Section): z.input<typeof section> => ({
  handle,
  level,
  path: path.join(" > "),
  ...(localId !== undefined && { localId }),
  size,
});
