import type { z } from "zod";
import { type FormatOut, fromStorage } from "../body.ts";
import { type pageShape, toPage, type V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import { type PageKind, pageKinds } from "./page-kind.ts";

export type PageFormat = FormatOut | "view";

type Options = { format: PageFormat; version?: number; draft?: boolean };

/** Reads one page or blog post with its body in the format asked for, in one request. */
export async function readPage(
  { confluence, site }: ToolContext,
  kind: PageKind,
  id: string,
  { format, version, draft }: Options,
): Promise<z.input<typeof pageShape>> {
  const page = await confluence.call<V2Page>(pageKinds[kind].read, {
    path: { id },
    query: {
      "body-format": format === "view" ? "view" : "storage",
      ...(version !== undefined && { version }),
      ...(draft && { "get-draft": true }),
    },
    what: `${pageKinds[kind].noun} ${id}`,
  });
  const body =
    format === "view" ? (page.body?.view?.value ?? "") : fromStorage(page.body?.storage?.value ?? "", format, site);
  return { ...toPage(page, site, kind), body, format };
}

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

/** A page's body in storage format. */
export const storageOf = (page: V2Page): string => page.body?.storage?.value ?? "";
