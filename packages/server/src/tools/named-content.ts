import { TributaryError } from "../base/errors.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import { type ContentType, parseReference, resolvePageId } from "./references.ts";
import { toPage, type V2Page } from "./shapes.ts";
import type { ToolContext } from "./tool.ts";
import type { Change } from "./write.ts";

/** Content that a write touches, with what a person needs to recognise it. */
export type NamedContent = {
  id: string;
  /** What is below is known of pages and blog posts only. */
  type?: "page" | "blogpost";
  title?: string;
  spaceId?: string;
  url?: string;
  status?: string;
  version?: number;
};

/** What finding content and its title takes. */
export const namedContentEndpoints = [
  "getPageById",
  "getBlogPostById",
  "getPages",
  "getSpaces",
] as const satisfies readonly EndpointKey[];

/**
 * The content meant and its title. A bare number is asked for as a page first, then as a blog post; what is neither
 * comes back with its id alone, and the operation it is for has to say whether it exists.
 */
export async function nameContent(context: ToolContext, ref: string): Promise<NamedContent> {
  const reference = parseReference(ref, "page or other content");
  const [id, type] = "id" in reference ? [reference.id, reference.type] : [await resolvePageId(context, ref), "page"];
  for (const kind of kindsToTry(type as ContentType | undefined)) {
    const found = await read(context, kind, id);
    if (found !== undefined) return found;
  }
  return { id };
}

/** The id alone, for operations that take any content: by id or URL it costs no request. */
export async function contentIdOf(context: ToolContext, ref: string): Promise<string> {
  const reference = parseReference(ref, "page or other content");
  return "id" in reference ? reference.id : resolvePageId(context, ref);
}

/** As it stands in a sentence: `the page "Alpha"`. */
export const contentInWords = ({ id, type, title }: NamedContent): string =>
  title === undefined ? `the content ${id}` : `the ${type === "blogpost" ? "blog post" : "page"} "${title}"`;

/** The part of a preview that says which content it is. */
export const contentChange = ({ id, type, title, spaceId, url }: NamedContent): Change => ({
  kind: type ?? "content",
  id,
  ...(title !== undefined && { title }),
  ...(spaceId !== undefined && { spaceId }),
  ...(url !== undefined && { url }),
});

function kindsToTry(type: ContentType | undefined): ("page" | "blogpost")[] {
  if (type === undefined) return ["page", "blogpost"];
  return type === "page" || type === "blogpost" ? [type] : [];
}

async function read(
  { confluence, site }: ToolContext,
  kind: "page" | "blogpost",
  id: string,
): Promise<NamedContent | undefined> {
  try {
    const row = await confluence.call<V2Page>(kind === "page" ? "getPageById" : "getBlogPostById", {
      path: { id },
      what: `the content ${id}`,
    });
    const { type, title, spaceId, url, status, version } = toPage(row, site, kind);
    return { id: row.id, type, title, spaceId, url, status, version };
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
