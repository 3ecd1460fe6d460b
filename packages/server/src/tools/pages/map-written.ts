import type { Prepared, ToolContext } from "../tool.ts";
import type { ReadBack, Undo, Written } from "../write.ts";

/** A prepared write that answers with more than the page. */
export const mapData = <A, B>(prepared: Prepared<A>, map: (data: A) => B): Prepared<B> =>
  mapWritten(prepared, (written) => ({ ...written, data: map(written.data) }));

/** A prepared write that is taken back in another way. */
export const withUndo = <A>(prepared: Prepared<A>, map: (undo: readonly Undo[]) => readonly Undo[]): Prepared<A> =>
  mapWritten(prepared, (written) =>
    written.undo === undefined || written.undo.length === 0 ? written : { ...written, undo: map(written.undo) },
  );

function mapWritten<A, B>(
  { preview, commit, settle }: Prepared<A>,
  map: (written: Written<A>) => Written<B>,
): Prepared<B> {
  return {
    preview,
    commit: async () => map(await commit()),
    ...(settle !== undefined && {
      async settle(context: ToolContext): Promise<ReadBack> {
        const found = await settle(context);
        return found.outcome === "done" ? { outcome: "done", ...map(found as Written<A>) } : found;
      },
    }),
  };
}
