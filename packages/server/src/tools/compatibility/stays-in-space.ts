import { TributaryError } from "../../base/errors.ts";
import { resolveSpaceId } from "../references.ts";
import type { ToolContext } from "../tool.ts";
import type { Preview } from "../write.ts";

/** Refuses an update that names another space than the one its page is in: it would not move there. */
export async function staysInSpace(
  { spaceId: named }: { spaceId: string },
  preview: Preview | null,
  context: ToolContext,
): Promise<void> {
  const [change] = preview?.changes ?? [];
  if (change?.spaceId === undefined || change.spaceId === named) return;
  const meant = await resolveSpaceId(context, named);
  if (meant === change.spaceId) return;
  throw new TributaryError("invalid_input", `spaceId: it is in the space ${change.spaceId}, not in ${named}.`, {
    hint: "Name the space it is in. To move a page use confluence_move_page.",
  });
}
