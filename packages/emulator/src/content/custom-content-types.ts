import { badRequest, notFound } from "../http/refusal.ts";
import type { Content } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** The form in which the bodies of a type are kept: markup the site understands, or text only the app understands. */
export type BodyForm = "storage" | "raw";

/** A content type an app brought along, for example `ac:my-app:note`. */
export type CustomContentType = { readonly id: string; readonly bodies: BodyForm };

const known = (site: Site) => site.table<CustomContentType>("customContentTypes");

/** `ac:<app key>:<module key>` of Connect apps, `forge:<app id>:<environment id>:<module key>` of Forge apps. */
const wellFormed = /^(ac:[\w.-]+:[\w.-]+|forge:[\w.-]+(:[\w.-]+)+)$/;

const words = (type: string) => `The custom content type ${type} was not found.`;

/** The type with this key; one no app brought is the API's 404. */
export function customContentType(site: Site, type: string): CustomContentType {
  const found = known(site).get(type);
  if (found) return found;
  // Content that was loaded, not created through the API, brings its type along.
  for (const content of site.lists.contentOfType.id.in("custom")) {
    if (content.customType === type) return { id: type, bodies: "storage" };
  }
  throw notFound(words(type));
}

export const bodyFormOf = (site: Site, { customType }: Content): BodyForm =>
  known(site).get(customType ?? "")?.bodies ?? "storage";

/**
 * The type for a new content. There are no apps here to bring types along, so the first content of a type does, when
 * its key could be one of an app; the form of its body is the form of all that follow.
 */
export function customContentTypeFor(site: Site, type: string, bodies: BodyForm): CustomContentType {
  if (!wellFormed.test(type)) throw notFound(words(type));
  const found = known(site).get(type);
  if (!found) {
    const fresh: CustomContentType = { id: type, bodies };
    known(site).put(fresh);
    return fresh;
  }
  if (found.bodies !== bodies)
    throw badRequest(`The body of custom content of type ${type} must be in the ${found.bodies} representation.`);
  return found;
}
