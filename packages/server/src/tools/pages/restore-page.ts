import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { parseReference, resolveSpaceId } from "../references.ts";
import type { V2List, V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Undo, Written } from "../write.ts";
import { readStored } from "./read-page.ts";
import { prepareUpdate, writtenPageShape } from "./write-page.ts";

type PageData = z.input<typeof writtenPageShape>;

export const restorePage = defineTool({
  name: "confluence_restore_page",
  title: "Restore page",
  description:
    "Brings a page back from its space's trash, or from the archive, as it was. For an older version of a page use confluence_restore_page_version. Pages in the trash are listed by confluence_list_pages with status=trashed. Returns the page.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input: z.strictObject({ pageId: parameter.pageId }),
  output: writtenPageShape,
  endpoints: ["updatePage", "getPageById", "getPages", "getSpaces"],
  targets: ({ pageId }) => [{ kind: "page", ref: pageId }],
  example: { pageId: "ENG:Test page please ignore" },
  async prepare({ pageId }, context) {
    const before = await readStored(context, "page", await findRemoved(context, pageId));
    const { id, title, status, parentId } = before;
    if (status === "draft") {
      throw new TributaryError("invalid_input", `The page "${title}" is a draft; it was never removed.`, {
        hint: "Publish it with confluence_publish_draft.",
      });
    }
    const from = status === "trashed" ? "the trash" : "the archive";
    const prepared = await prepareUpdate(
      context,
      "page",
      before,
      { status: "current" },
      status === "current" ? `The page "${title}" is not removed.` : `Restore the page "${title}" from ${from}.`,
    );
    const tool = status === "trashed" ? "confluence_delete_page" : "confluence_archive_page";
    const undo: Undo[] = status === "current" ? [] : [{ tool, arguments: { pageId: id } }];
    const written = ({ data }: Written<PageData>): Written<PageData> => {
      const lost = parentId && !data.parentId ? ["Its parent page is gone: it came back beside the homepage."] : [];
      const warnings = [...(data.warnings ?? []), ...lost];
      return { data: { ...data, ...(warnings.length > 0 && { warnings }) }, undo };
    };
    return {
      preview: prepared.preview,
      async commit() {
        const done = await prepared.commit();
        if (done.data.status === "current") return written(done);
        throw new TributaryError("upstream_error", `Confluence did not bring the page "${title}" back from ${from}.`, {
          hint: "Open it in Confluence and choose Restore there.",
        });
      },
      async settle(reader) {
        const found = await prepared.settle?.(reader);
        if (found?.outcome !== "done") return found ?? { outcome: "unknown" };
        const done = found as Written<PageData>;
        return done.data.status === "current" ? { outcome: "done", ...written(done) } : { outcome: "not_done" };
      },
    };
  },
});

/** The id of the page meant. By title it is looked for among those that were removed: several may have had it. */
async function findRemoved(context: ToolContext, ref: string): Promise<string> {
  const reference = parseReference(ref);
  if ("id" in reference) return reference.id;
  const { spaceKey, title } = reference;
  const { results } = await context.confluence.call<V2List<V2Page>>("getPages", {
    query: {
      "space-id": await resolveSpaceId(context, spaceKey),
      title,
      status: ["current", "archived", "trashed"],
      limit: 25,
    },
    what: `the page "${title}"`,
  });
  const same = results.filter((page) => page.title.toLowerCase() === title.toLowerCase());
  const removed = same.filter(({ status }) => status !== "current");
  const [found, another] = removed.length > 0 ? removed : same;
  if (found === undefined) {
    throw new TributaryError("not_found", `No page "${title}" was removed from the space ${spaceKey}.`, {
      hint: "List what is in the trash with confluence_list_pages and status=trashed.",
    });
  }
  if (another === undefined) return found.id;
  const candidates = removed
    .slice(0, 5)
    .map(({ id, status, version }) => ({ id, title, status, spaceKey, modifiedAt: version.createdAt }));
  throw new TributaryError("ambiguous_reference", `${removed.length} removed pages of ${spaceKey} had this title.`, {
    hint: "Use one of their ids.",
    details: { candidates },
  });
}
