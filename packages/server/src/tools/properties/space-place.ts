import { resolveSpace } from "../references.ts";
import { toSpace } from "../shapes.ts";
import { administer } from "../spaces/administer.ts";
import type { ToolContext } from "../tool.ts";
import type { PropertyPlace } from "./property.ts";

export const spacePropertyTools = {
  list: "confluence_list_space_properties",
  set: "confluence_set_space_property",
  delete: "confluence_delete_space_property",
};

/** The space meant, as something that has properties, in one request. */
export async function spacePlace(context: ToolContext, ref: string): Promise<PropertyPlace> {
  const space = await resolveSpace(context, ref);
  return {
    all: { key: "getSpaceProperties", path: { "space-id": space.id } },
    create: "createSpaceProperty",
    update: "updateSpacePropertyById",
    delete: "deleteSpacePropertyById",
    one: (propertyId) => ({ "space-id": space.id, "property-id": propertyId }),
    send: (request) => administer(space, request),
    inWords: `the space "${space.name}"`,
    change: {
      kind: "space",
      id: space.id,
      title: space.name,
      spaceId: space.id,
      url: toSpace(space, context.site).url,
    },
    tools: spacePropertyTools,
    named: { spaceId: space.id },
  };
}
