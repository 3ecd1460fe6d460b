import { badRequest, conflict } from "../http/refusal.ts";
import type { Property } from "../state/records.ts";
import type { Site } from "../state/site.ts";

/** What a property hangs on: content, a space, a user… */
export type PropertyOwner = { readonly owner: Property["owner"]; readonly id: string };
export type Writing = { by: string; at: number; message?: string | undefined };

const maxKey = 255;

/** Source: the documented limit of content properties, 32 kB of JSON. */
const maxValueBytes = 32 * 1024;

export const propertiesOf = (site: Site, { owner, id }: PropertyOwner): readonly Property[] =>
  site.lists.properties.in(`${owner}:${id}`);

export const propertyWithKey = (site: Site, owner: PropertyOwner, key: string): Property | undefined =>
  propertiesOf(site, owner).find((property) => property.key === key);

/** Throws 400 for what can be no property. */
export function checkProperty(key: string, value: unknown): void {
  if (key.trim() === "" || key.length > maxKey)
    throw badRequest(`The key of a property must have 1 to ${maxKey} characters.`);
  checkValue(value);
}

function checkValue(value: unknown): void {
  if (value === undefined) throw badRequest("Field 'value' in the request body is required.");
  if (Buffer.byteLength(JSON.stringify(value)) > maxValueBytes) {
    throw badRequest(`The value of a property can not be larger than ${maxValueBytes} bytes.`);
  }
}

/** Adds a property of version 1. Throws 409 when the key is taken; the text was recorded from a real site. */
export function createProperty(
  site: Site,
  owner: PropertyOwner,
  key: string,
  value: unknown,
  { by, at }: Writing,
): Property {
  checkProperty(key, value);
  if (propertyWithKey(site, owner, key)) throw conflict(`Property with key [${key}] already exists`);
  const property: Property = {
    id: site.ids.next(),
    owner: owner.owner,
    ownerId: owner.id,
    key,
    value,
    authorId: by,
    createdAt: at,
    version: { number: 1, authorId: by, createdAt: at, message: "", minorEdit: false },
  };
  site.properties.put(property);
  return property;
}

/** Writes the next version of a property; any other number than the next one is a 409. */
export function updateProperty(
  site: Site,
  before: Property,
  number: number,
  value: unknown,
  { by, at, message }: Writing,
): Property {
  checkValue(value);
  const current = before.version.number;
  if (number !== current + 1) {
    throw conflict(
      `Version must be incremented when updating a property. Current Version: [${current}]. Provided version: [${number}]`,
    );
  }
  const after: Property = {
    ...before,
    value,
    version: { number, authorId: by, createdAt: at, message: message ?? "", minorEdit: false },
  };
  site.properties.put(after);
  return after;
}
