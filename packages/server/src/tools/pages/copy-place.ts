import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import { resolveSpace } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import { isTreeKind, type TreeKind } from "./tree.ts";
import { homepageOf, readStanding, type Standing, standingEndpoints } from "./tree-place.ts";

/** Where a copy goes. */
export type CopyPlace = {
  spaceId: string;
  /** Absent at the root of the space. */
  parent?: { id: string; type: TreeKind; title?: string };
  /** Only known, because only needed, where there is no parent. */
  spaceKey?: string;
};

/** What finding the place of a copy takes. */
export const copyPlaceEndpoints = [...standingEndpoints, "getSpaceById"] as const satisfies readonly EndpointKey[];

/** The place asked for; without any it is beside the page that is copied. */
export async function readCopyPlace(
  context: ToolContext,
  page: Standing,
  { parentId, spaceId, atRoot }: { parentId?: string | undefined; spaceId?: string | undefined; atRoot: boolean },
): Promise<CopyPlace> {
  if (parentId !== undefined) {
    if (spaceId !== undefined || atRoot) {
      throw new TributaryError("invalid_input", "A copy goes to one place.", {
        hint: "Pass either parentId or spaceId.",
      });
    }
    return under(await readStanding(context, parentId));
  }
  if (spaceId === undefined && !atRoot && page.parentId) {
    const type = page.parentType ?? "page";
    return { spaceId: page.spaceId, parent: { id: page.parentId, type: isTreeKind(type) ? type : "page" } };
  }
  const space = await resolveSpace(context, spaceId ?? page.spaceId);
  if (atRoot || spaceId === undefined) return { spaceId: space.id, spaceKey: space.key };
  return under(await homepageOf(context, space));
}

const under = ({ id, type, title, spaceId }: Standing): CopyPlace => ({ spaceId, parent: { id, type, title } });

/** As it stands in a sentence. */
export function placeInWords({ spaceId, parent, spaceKey }: CopyPlace): string {
  if (parent === undefined) return `to the root of the space ${spaceKey ?? spaceId}`;
  return parent.title === undefined ? "beside it" : `under "${parent.title}"`;
}
