import { isDeepStrictEqual } from "node:util";
import { TributaryError } from "../../base/errors.ts";
import type { V2List } from "../shapes.ts";
import type { ToolContext } from "../tool.ts";

type Property = { key: string; value: unknown };

/** Gives a page that was just made its properties; gives their keys. One that is there with the same value is taken as made. */
export async function createProperties(
  context: ToolContext,
  pageId: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  for (const [key, value] of Object.entries(properties)) await createProperty(context, pageId, { key, value });
  return Object.keys(properties);
}

async function createProperty({ confluence }: ToolContext, pageId: string, property: Property): Promise<void> {
  const what = `the property ${property.key} of page ${pageId}`;
  const path = { "page-id": pageId };
  try {
    await confluence.call("createPageProperty", { path, body: property, what });
  } catch (error) {
    if (!(error instanceof TributaryError) || error.code !== "conflict") throw error;
    const { results } = await confluence.call<V2List<Property>>("getPageContentProperties", {
      path,
      query: { key: property.key },
      what,
    });
    if (!results.some(({ key, value }) => key === property.key && isDeepStrictEqual(value, property.value)))
      throw error;
  }
}
