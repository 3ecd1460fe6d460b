import { TributaryError } from "../../base/errors.ts";
import type { FormatOut } from "../body.ts";
import type { V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";

export type PageFormat = FormatOut | "view";

/** The page or blog post as it is stored, for an edit. */
export function readStored(
  { confluence }: ToolContext,
  kind: PageKind,
  id: string,
  options: { draft?: boolean; version?: number } = {},
): Promise<V2Page> {
  return confluence.call<V2Page>(pageKinds[kind].read, {
    path: { id },
    query: {
      "body-format": "storage",
      ...(options.draft && { "get-draft": true }),
      ...(options.version !== undefined && { version: options.version }),
    },
    what: `${pageKinds[kind].noun} ${id}`,
  });
}

/**
 * The page or blog post to change: what is published, the draft when `draft`, and for one that was never published its
 * draft too. Whether Confluence gives such a one without being asked for its draft is not documented, so a 404 is
 * followed by that question.
 */
export async function readForChange(
  context: ToolContext,
  kind: PageKind,
  id: string,
  { draft = false }: { draft?: boolean } = {},
): Promise<V2Page> {
  if (draft) return readStored(context, kind, id, { draft });
  try {
    return await readStored(context, kind, id);
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    return readStored(context, kind, id, { draft: true }).catch(() => {
      throw error;
    });
  }
}

/** A page's body in storage format. */
export const storageOf = (page: V2Page): string => page.body?.storage?.value ?? "";
