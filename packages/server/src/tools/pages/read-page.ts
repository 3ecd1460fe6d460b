import type { z } from "zod";
import { type FormatOut, fromStorage } from "../body.ts";
import { type pageShape, toPage, type V2Page } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";

export type PageFormat = FormatOut | "view";

/** Reads one page with its body in the format asked for, in one request. */
export async function readPage(
  { confluence, site }: ToolContext,
  id: string,
  options: { format: PageFormat; version?: number; draft?: boolean },
): Promise<z.input<typeof pageShape>> {
  const { format, version, draft } = options;
  const page = await confluence.call<V2Page>("getPageById", {
    path: { id },
    query: {
      "body-format": format === "view" ? "view" : "storage",
      ...(version !== undefined && { version }),
      ...(draft && { "get-draft": true }),
    },
    what: `page ${id}`,
  });
  const body =
    format === "view" ? (page.body?.view?.value ?? "") : fromStorage(page.body?.storage?.value ?? "", format, site);
  return { ...toPage(page, site), body, format };
}

/** The page as it is stored, for an edit. */
export function readStored({ confluence }: ToolContext, id: string, draft = false): Promise<V2Page> {
  return confluence.call<V2Page>("getPageById", {
    path: { id },
    query: { "body-format": "storage", ...(draft && { "get-draft": true }) },
    what: `page ${id}`,
  });
}
