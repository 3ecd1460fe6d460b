import type { OperationCall } from "../http/operation.ts";
import { forbidden, noContent, noSpace } from "../http/refusal.ts";
import type { Content, ContentType, Space } from "../state/records.ts";
import { contentOf } from "./labels.ts";

type Looking = Pick<OperationCall, "site" | "access">;

/** Visible content of one of these types; anything else is v1's 404. */
export function contentOfType(call: Looking, given: string, ...types: readonly ContentType[]): Content {
  const content = contentOf(call, given);
  if (!types.includes(content.type)) throw noContent(given);
  return content;
}

/** Content this account may change; what it may only see is 403 in v1. */
export function changeable(call: Looking, content: Content): Content {
  if (!call.access.updateContent(content))
    throw forbidden(`User not permitted to edit content with id : ${content.id}`);
  return content;
}

/** The space with this key, the case of letters aside. */
export function spaceOf({ site, access }: Looking, key: string): Space {
  const space = site.lists.spaceByKey.in(key.toLowerCase())[0];
  if (!access.viewSpace(space)) throw noSpace(key);
  return space;
}

export const isSpaceAdministrator = ({ access }: Pick<OperationCall, "access">, space: Space): boolean =>
  access.inSpace(space, "administer:space");
