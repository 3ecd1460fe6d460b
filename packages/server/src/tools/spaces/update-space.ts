import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import { resolvePageId, resolveSpaceId } from "../references.ts";
import { spaceShape, toSpace, type V2Space } from "../shapes.ts";
import { defineTool, parameter, type ToolContext } from "../tool.ts";
import type { Written } from "../write.ts";
import { administer } from "./administer.ts";

const name = "confluence_update_space";

type Fields = { name: string; description: string; homepageId: string; status: string };

export const updateSpace = defineTool({
  name,
  title: "Update space",
  description:
    "Changes a space's name, description, homepage or status (archived: out of sight, kept). What is not given stays. Its key and permissions cannot be changed here. Returns the space.",
  group: "Spaces",
  effect: "write",
  idempotent: true,
  input: z.strictObject({
    spaceId: parameter.spaceId,
    name: z.string().min(1).max(200).optional().describe("New name."),
    description: z.string().optional().describe("New description, as plain text."),
    homepageId: z.string().min(1).optional().describe("Page of the space: id, URL or SPACE:Title."),
    status: z.enum(["current", "archived"]).optional().describe("Archive it, or bring it back."),
  }),
  output: spaceShape,
  endpoints: ["v1.updateSpace", "getSpaceById", "getSpaces", "getPages"],
  targets: ({ spaceId, homepageId }) => [
    { kind: "space", ref: spaceId },
    ...(homepageId === undefined ? [] : [{ kind: "page" as const, ref: homepageId }]),
  ],
  example: { spaceId: "HQ", description: "What concerns all of us." },
  async prepare(input, context) {
    const space = await readSpace(context, await resolveSpaceId(context, input.spaceId));
    const old = fieldsOf(space);
    const homepageId = input.homepageId === undefined ? undefined : await resolvePageId(context, input.homepageId);
    const wanted: Partial<Fields> = Object.fromEntries(
      Object.entries({ name: input.name, description: input.description, homepageId, status: input.status }).filter(
        ([field, value]) => value !== undefined && value !== old[field as keyof Fields],
      ),
    );
    const names = Object.keys(wanted) as (keyof Fields)[];
    // A space that had no homepage cannot be given none again.
    const back = names.filter((field) => field !== "homepageId" || old.homepageId !== "");
    const before = pick(old, names);
    const written = (now: V2Space): Written<z.input<typeof spaceShape>> => ({
      data: toSpace(now, context.site),
      undo: back.length === 0 ? [] : [{ tool: name, arguments: { spaceId: space.id, ...pick(old, back) } }],
    });
    const missing = (now: V2Space) => names.filter((field) => fieldsOf(now)[field] !== wanted[field]);
    return {
      preview: {
        summary:
          names.length === 0
            ? `Change nothing in the space "${space.name}".`
            : `Change the ${names.join(", ")} of the space "${space.name}".`,
        changes: [
          {
            kind: "space",
            id: space.id,
            title: space.name,
            spaceId: space.id,
            url: toSpace(space, context.site).url,
            ...(names.length > 0 && { before, after: { ...wanted } }),
          },
        ],
      },
      async commit() {
        if (names.length === 0) return { data: toSpace(space, context.site), undo: [] };
        const { description, homepageId: homepage, status } = wanted;
        await administer(space, () =>
          context.confluence.call("v1.updateSpace", {
            path: { spaceKey: space.key },
            body: {
              name: wanted.name ?? old.name,
              ...(description !== undefined && {
                description: { plain: { value: description, representation: "plain" } },
              }),
              ...(homepage !== undefined && { homepage: { id: homepage } }),
              ...(status !== undefined && { status: status.toUpperCase() }),
            },
            what: `the change of the space ${space.key}`,
          }),
        );
        const now = await readSpace(context, space.id);
        const left = missing(now);
        if (left.length === 0) return written(now);
        throw new TributaryError(
          "upstream_error",
          `Confluence accepted the change of the space ${space.key} but did not make it: ${left.join(", ")} stayed as before.`,
          { hint: "Change it in the space's settings in Confluence." },
        );
      },
      async settle(reader) {
        const now = await readSpace(reader, space.id);
        return missing(now).length === 0 ? { outcome: "done", ...written(now) } : { outcome: "not_done" };
      },
    };
  },
});

const readSpace = ({ confluence }: ToolContext, id: string): Promise<V2Space> =>
  confluence.call<V2Space>("getSpaceById", {
    path: { id },
    query: { "description-format": "plain" },
    what: `space ${id}`,
  });

const fieldsOf = (space: V2Space): Fields => ({
  name: space.name,
  description: space.description?.plain?.value ?? "",
  homepageId: space.homepageId ?? "",
  status: space.status,
});

const pick = (fields: Fields, names: readonly (keyof Fields)[]): Partial<Fields> =>
  Object.fromEntries(names.map((field) => [field, fields[field]]));
