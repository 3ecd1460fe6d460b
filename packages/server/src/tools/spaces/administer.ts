import { TributaryError } from "../../base/errors.ts";
import type { V2Space } from "../shapes.ts";

/** Confluence answers 404 to who does not administer a space that it has just shown them: says what is really amiss. */
export async function administer<T>(space: V2Space, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "not_found") throw error;
    throw new TributaryError(
      "forbidden",
      `The connected account may see the space "${space.name}" (${space.key}) but does not administer it.`,
      {
        hint: "Ask an administrator of the space, or connect such an account.",
        ...(error.atlassian !== undefined && { atlassian: error.atlassian }),
        cause: error,
      },
    );
  }
}
