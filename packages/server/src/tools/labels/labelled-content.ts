import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import type { V2Label } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";
import type { Change } from "../write.ts";
import { asLabelled, type Labelled, type LabelledKind, labelEndpoints, labelledKinds, labelsOf } from "./labels-of.ts";

/** Content whose labels a write is about to change, with what a person needs to recognise it. */
export type LabelledContent = {
  id: string;
  kind: LabelledKind;
  labels: V2Label[];
  /** As it stands in a sentence: `the page "Alpha"`. */
  inWords: string;
  change: Change;
};

export const labelledContentEndpoints = [
  ...labelEndpoints,
  ...Object.values(labelledKinds).map(({ read }) => read),
] as const satisfies readonly EndpointKey[];

type Row = { id: string; title: string; spaceId?: string; _links?: { webui?: string }; webuiLink?: string };

/** Two requests for a page, or for what says what it is: its title and its labels. */
export function readLabelled(context: ToolContext, input: Labelled): Promise<LabelledContent> {
  return asLabelled(context, input, async (kind, id) => {
    const { words } = labelledKinds[kind];
    const row = await readRow(context, kind, id);
    const webui = row?._links?.webui ?? row?.webuiLink;
    return {
      id,
      kind,
      labels: await labelsOf(context, id, kind),
      inWords: row === undefined ? `the ${words} ${id}` : `the ${words} "${row.title}"`,
      change: {
        kind: kind === "custom-content" ? "content" : kind,
        id,
        ...(row !== undefined && { title: row.title }),
        ...(row?.spaceId !== undefined && { spaceId: row.spaceId }),
        ...(webui !== undefined && { url: `${context.site.url}/wiki${webui}` }),
      },
    };
  });
}

/** Undefined for what was never published: it has labels, but may not be given without being asked for as a draft. */
async function readRow({ confluence }: ToolContext, kind: LabelledKind, id: string): Promise<Row | undefined> {
  const { read, words } = labelledKinds[kind];
  try {
    return await confluence.call<Row>(read, { path: { id }, what: `the ${words} ${id}` });
  } catch (error) {
    if (error instanceof TributaryError && error.code === "not_found") return undefined;
    throw error;
  }
}
