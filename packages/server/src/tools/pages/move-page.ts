import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolveSpace } from "../references.ts";
import type { V2List } from "../shapes.ts";
import { pageShape, toPage, type V2Page } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Undo } from "../write.ts";
import { treeAncestors, treeKinds } from "./tree.ts";
import {
  homepageOf,
  type Neighbours,
  neighboursOf,
  placeEndpoints,
  readStanding,
  type Standing,
  standingEndpoints,
} from "./tree-place.ts";

const input = z.strictObject({
  pageId: parameter.pageId,
  targetId: z.string().min(1).optional().describe("Page or folder to move it to: id, URL or SPACE:Title."),
  position: z
    .enum(["append", "before", "after"])
    .default("append")
    .describe("append: as last child of the target; before, after: beside it."),
  spaceId: parameter.spaceId.optional().describe("Instead of targetId: a space, to go under its homepage."),
  atRoot: z.boolean().default(false).describe("With spaceId: beside the homepage instead of under it."),
});

type Wanted = { position: "append" | "before" | "after"; target: Standing };
type MovedPage = V2Page & Standing;

export const movePage = defineTool({
  name: "confluence_move_page",
  title: "Move page",
  description:
    "Moves a page with everything below it: under another page, before or after a page, or to another space. Its text, version and links to it stay. Returns the page in its new place.",
  group: "Pages",
  effect: "write",
  idempotent: true,
  input,
  output: pageShape,
  endpoints: ["v1.movePage", ...placeEndpoints, ...treeAncestors, ...standingEndpoints, "getSpaceById"],
  targets: ({ pageId, targetId, spaceId }) => [
    { kind: "page", ref: pageId },
    ...(targetId === undefined ? [] : [{ kind: "content" as const, ref: targetId }]),
    ...(spaceId === undefined ? [] : [{ kind: "space" as const, ref: spaceId }]),
  ],
  example: { pageId: "ENG:Runbook: Journal lag", targetId: "ENG:Runbook: A station is silent", position: "before" },
  async prepare(given, context) {
    const page = await readPage(context, given.pageId);
    const wanted = await readWanted(context, given);
    await refuseLoop(context, page, wanted);
    const { id, title } = page;
    const old = await neighboursOf(context, page);
    const there = isThere(page, old, wanted);
    const undo: Undo[] = [{ tool: "confluence_move_page", arguments: wayBack(page, old) }];
    const url = toPage(page, context.site).url;
    /** The page as it is now, and whether it stands where it is wanted. */
    const look = async (through: ToolContext) => {
      const now = await readPage(through, id);
      const beside = wanted.position !== "append" || parentWanted(wanted) === (page.parentId ?? undefined);
      return { now, arrived: isThere(now, beside ? await neighboursOf(through, now) : {}, wanted) };
    };
    return {
      preview: {
        summary: there ? `The page "${title}" stands there already.` : `Move the page "${title}" ${inWords(wanted)}.`,
        changes: [
          {
            kind: "page",
            id,
            title,
            spaceId: page.spaceId,
            url,
            baseVersion: page.version.number,
            ...(!there && placeChange(page, old, wanted)),
          },
        ],
      },
      async commit() {
        if (there) return { data: toPage(page, context.site) };
        await context.confluence.call("v1.movePage", {
          path: { pageId: id, position: wanted.position, targetId: wanted.target.id },
          what: `the move of the page "${title}"`,
        });
        const { now, arrived } = await look(context);
        if (arrived) return { data: toPage(now, context.site), undo };
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the move of the page "${title}" but did not move it ${inWords(wanted)}.`,
          { hint: "Look where it is with confluence_list_ancestors, and move it in Confluence." },
        );
      },
      async settle(through) {
        const { now, arrived } = await look(through);
        return arrived ? { outcome: "done", data: toPage(now, context.site), undo } : { outcome: "not_done" };
      },
    };
  },
});

async function readPage(context: ToolContext, ref: string): Promise<MovedPage> {
  const page = await readStanding(context, ref);
  if (page.type !== "page") {
    throw new TributaryError("invalid_input", `${page.id} is no page but a ${treeKinds[page.type].noun}.`, {
      hint: "Only pages can be moved.",
    });
  }
  if (page.status === "current" || page.status === "archived") return page as MovedPage;
  throw new TributaryError("invalid_input", `The page "${page.title}" is ${page.status} and stands in no tree.`, {
    hint:
      page.status === "trashed"
        ? "Restore it first with confluence_restore_page."
        : "Publish it first with confluence_publish_draft.",
  });
}

async function readWanted(
  context: ToolContext,
  { targetId, position, spaceId, atRoot }: z.output<typeof input>,
): Promise<Wanted> {
  if ((targetId === undefined) === (spaceId === undefined)) {
    throw new TributaryError("invalid_input", "A page is moved to one place.", {
      hint: "Pass either targetId or spaceId.",
    });
  }
  if (spaceId !== undefined) {
    if (position !== "append") {
      throw new TributaryError("invalid_input", `"${position}" needs something to stand ${position}.`, {
        hint: "Pass targetId instead of spaceId, or leave out position.",
      });
    }
    const home = await homepageOf(context, await resolveSpace(context, spaceId));
    return { position: atRoot ? "after" : "append", target: home };
  }
  if (atRoot) {
    throw new TributaryError("invalid_input", "atRoot goes with spaceId.", { hint: "Leave out atRoot or targetId." });
  }
  return { position, target: await readStanding(context, targetId ?? "") };
}

/** A page cannot stand below itself. */
async function refuseLoop({ confluence }: ToolContext, page: MovedPage, { target }: Wanted): Promise<void> {
  const self = page.id === target.id;
  if (!self && (!target.parentId || target.spaceId !== page.spaceId)) return;
  const { results } = self
    ? { results: [{ id: page.id }] }
    : await confluence.call<V2List<{ id: string }>>(treeKinds[target.type].ancestors, {
        path: { id: target.id },
        query: { limit: 250 },
        what: `what "${target.title}" stands under`,
      });
  if (!results.some(({ id }) => id === page.id)) return;
  throw new TributaryError(
    "invalid_input",
    self
      ? `The page "${page.title}" cannot be moved to itself.`
      : `"${target.title}" stands below the page "${page.title}", so that page cannot be moved there.`,
    { hint: "Choose another target." },
  );
}

const parentWanted = ({ position, target }: Wanted): string | undefined =>
  position === "append" ? target.id : (target.parentId ?? undefined);

/** Beside the homepage there is no order. */
function isThere(page: MovedPage, { previous, next }: Neighbours, wanted: Wanted): boolean {
  const { position, target } = wanted;
  const parentId = parentWanted(wanted);
  if (page.spaceId !== target.spaceId || (page.parentId ?? undefined) !== parentId) return false;
  if (parentId === undefined) return true;
  if (position === "append") return next === undefined;
  return (position === "before" ? next : previous)?.id === target.id;
}

/** The arguments that bring a page back to exactly where it was. */
function wayBack({ id, spaceId, parentId }: MovedPage, { previous, next }: Neighbours): Record<string, unknown> {
  if (!parentId) return { pageId: id, spaceId, atRoot: true };
  if (previous !== undefined) return { pageId: id, targetId: previous.id, position: "after" };
  if (next !== undefined) return { pageId: id, targetId: next.id, position: "before" };
  return { pageId: id, targetId: parentId, position: "append" };
}

function inWords(wanted: Wanted): string {
  const { position, target } = wanted;
  const space = decodeURIComponent(/^\/spaces\/([^/?#]+)/.exec(target._links?.webui ?? "")?.[1] ?? target.spaceId);
  if (parentWanted(wanted) === undefined) return `to the root of the space ${space}`;
  return `${position === "append" ? "under" : position} "${target.title}" in ${space}`;
}

function placeChange(page: MovedPage, { previous }: Neighbours, wanted: Wanted) {
  const { position, target } = wanted;
  const before = {
    spaceId: page.spaceId,
    parentId: page.parentId ?? "",
    place: previous === undefined ? "first" : `after "${previous.title}"`,
  };
  const after = {
    spaceId: target.spaceId,
    parentId: parentWanted(wanted) ?? "",
    place: position === "append" ? "last" : `${position} "${target.title}"`,
  };
  const names = (Object.keys(before) as (keyof typeof before)[]).filter((name) => before[name] !== after[name]);
  const pick = (from: typeof before) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { before: pick(before), after: pick(after) };
}
