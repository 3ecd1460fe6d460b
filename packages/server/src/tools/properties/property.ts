import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { TributaryError } from "../../base/errors.ts";
import type { EndpointKey } from "../../confluence/endpoints.ts";
import type { ListRequest } from "../list-page.ts";
import type { V2List } from "../shapes.ts";
import type { Prepared, ToolContext } from "../tool.ts";
import type { Change, Written } from "../write.ts";

export const propertyShape = z.object({
  id: z.string(),
  key: z.string(),
  /** Any JSON. */
  value: z.unknown(),
  version: z.number().int(),
  modifiedAt: z.string().optional(),
  authorId: z.string().optional(),
});

type Property = z.input<typeof propertyShape>;

export const propertyKey = z.string().min(1).max(255).describe("Key of the property.");

/** Unlike `anyJson` it tells null, which is a value, from no value. */
export const propertyValue = z
  .unknown()
  .refine((value) => value !== undefined, "is missing")
  .meta({ type: "object", description: "Any JSON: object, list, text, number, true, null." });

export const propertyVersion = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe("Number of the property's new version, to be sure nobody changed it.");

/** A property as REST v2 gives it, of content or of a space. */
export type V2Property = {
  id: string | number;
  key: string;
  value?: unknown;
  version: { number: number; createdAt?: string; authorId?: string };
};

export const toProperty = ({ id, key, value = null, version }: V2Property): Property => ({
  id: String(id),
  key,
  value,
  version: version.number,
  ...(version.createdAt && { modifiedAt: version.createdAt }),
  ...(version.authorId && { authorId: version.authorId }),
});

/** Something that has properties: a space, or content of some kind. */
export type PropertyPlace = {
  /** The request that lists its properties. */
  all: ListRequest;
  create: EndpointKey;
  update: EndpointKey;
  delete: EndpointKey;
  /** The path of one of them. */
  one: (propertyId: string) => Record<string, string>;
  /** Says of a refused write what is really amiss. */
  send?: (request: () => Promise<unknown>) => Promise<unknown>;
  /** As it stands in a sentence: `the page "Alpha"`. */
  inWords: string;
  /** What a preview says of it. */
  change: Change;
  tools: { list: string; set: string; delete: string };
  /** The arguments that name it to those tools. */
  named: Record<string, string>;
};

/** The property of this key, in one request. */
export async function findProperty(
  { confluence }: ToolContext,
  { key: operation, path, query }: ListRequest,
  key: string,
): Promise<V2Property | undefined> {
  const { results } = await confluence.call<V2List<V2Property>>(operation, {
    ...(path !== undefined && { path }),
    query: { ...query, key },
    what: `the property "${key}"`,
  });
  return results.find((one) => one.key === key);
}

export const noProperty = (key: string, inWords: string, listTool: string): TributaryError =>
  new TributaryError("not_found", `${inWords.charAt(0).toUpperCase()}${inWords.slice(1)} has no property "${key}".`, {
    hint: `Keys are case-sensitive. List them with ${listTool}.`,
  });

type Wanted = { key: string; value: unknown; version?: number | undefined };

/** Gives a property its value: the next version of the one there is, or a new one. What is so already is left alone. */
export function prepareSet(
  context: ToolContext,
  place: PropertyPlace,
  before: V2Property | undefined,
  { key, value, version }: Wanted,
): Prepared<Property> {
  const next = (before?.version.number ?? 0) + 1;
  const what = `the property "${key}" of ${place.inWords}`;
  if (version !== undefined && version !== next) {
    throw new TributaryError("version_conflict", `The next version of ${what} is ${next}, not ${version}.`, {
      hint: before === undefined ? "There is none yet." : "Look at what it is now, then set it.",
      details: { currentVersion: next - 1 },
    });
  }
  const same = before !== undefined && isDeepStrictEqual(before.value, value);
  const undo =
    before === undefined
      ? [{ tool: place.tools.delete, arguments: { ...place.named, key } }]
      : [{ tool: place.tools.set, arguments: { ...place.named, key, value: before.value } }];
  const written = (property: V2Property): Written<Property> => ({ data: toProperty(property), undo });
  return {
    preview: {
      summary: same
        ? `Leave the property "${key}" of ${place.inWords} as it is.`
        : `${before === undefined ? "Give" : "Change"} the property "${key}" ${before === undefined ? "to" : "of"} ${place.inWords}.`,
      changes: [
        {
          ...place.change,
          before: before === undefined ? {} : { [key]: before.value },
          after: { [key]: value },
        },
      ],
    },
    async commit() {
      if (same) return { data: toProperty(before) };
      await send(place, () =>
        before === undefined
          ? context.confluence.call(place.create, { path: place.all.path ?? {}, body: { key, value }, what })
          : context.confluence.call(place.update, {
              path: place.one(String(before.id)),
              body: { key, value, version: { number: next } },
              what,
            }),
      );
      const found = await findProperty(context, place.all, key);
      // A number beyond ours is of somebody who wrote after us.
      if (found !== undefined && (found.version.number > next || isOurs(found, next, value))) return written(found);
      throw new TributaryError("upstream_error", `Confluence accepted ${what} but did not keep it.`, {
        hint: `Look at it with ${place.tools.list} and try again.`,
      });
    },
    async settle(through) {
      if (same) return { outcome: "not_done" };
      const found = await findProperty(through, place.all, key);
      if (found === undefined || found.version.number < next) return { outcome: "not_done" };
      if (found.version.number > next) return { outcome: "unknown" };
      return isOurs(found, next, value) ? { outcome: "done", ...written(found) } : { outcome: "not_done" };
    },
  };
}

const send = ({ send = (request) => request() }: PropertyPlace, request: () => Promise<unknown>) => send(request);

const isOurs = (found: V2Property, version: number, value: unknown) =>
  found.version.number === version && isDeepStrictEqual(found.value ?? null, value);

/** Takes a property away. */
export function prepareDelete(
  context: ToolContext,
  place: PropertyPlace,
  before: V2Property,
): Prepared<{ id: string; key: string; deleted: true }> {
  const { key, value = null } = before;
  const id = String(before.id);
  const what = `the property "${key}" of ${place.inWords}`;
  const done = {
    data: { id, key, deleted: true as const },
    undo: [{ tool: place.tools.set, arguments: { ...place.named, key, value } }],
  };
  return {
    preview: {
      summary: `Delete ${what}.`,
      changes: [{ ...place.change, before: { [key]: value }, after: {} }],
    },
    async commit() {
      await send(place, () => context.confluence.call(place.delete, { path: place.one(id), what }));
      // One of another id was made after ours went.
      if (String((await findProperty(context, place.all, key))?.id) !== id) return done;
      throw new TributaryError("upstream_error", `Confluence accepted to delete ${what} but did not.`, {
        hint: "Try again; some of Confluence's own properties stay.",
      });
    },
    async settle(through) {
      const found = await findProperty(through, place.all, key);
      return String(found?.id) === id ? { outcome: "not_done" } : { outcome: "done", ...done };
    },
  };
}

export const deletedShape = z.object({ id: z.string(), key: z.string(), deleted: z.literal(true) });
