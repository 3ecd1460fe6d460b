import { ancestorsOf } from "../content/tree.ts";
import { choiceField, objectField, requiredString } from "../http/json-fields.ts";
import { type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { required, text } from "../http/parameters.ts";
import { badRequest, forbidden, noContent } from "../http/refusal.ts";
import { createAccess } from "../permission/access.ts";
import { allows } from "../permission/access-rules.ts";
import { isSiteAdministrator } from "../permission/site-administrator.ts";
import type { Content } from "../state/records.ts";
import { requestObject } from "./request-object.ts";

const operations = ["read", "update", "delete"] as const;
type Checked = (typeof operations)[number];

function personMay({ running }: OperationCall, accountId: string, content: Content, checked: Checked): boolean {
  const person = running.site.accounts.get(accountId);
  if (!person?.active) return false;
  const access = createAccess(running, person);
  if (checked === "read") return access.viewContent(content);
  return checked === "update" ? access.updateContent(content) : access.deleteContent(content);
}

/** What somebody may who is in this group and in no other. */
function groupMay({ site }: OperationCall, groupId: string, content: Content, checked: Checked): boolean {
  const granted = new Set(
    (site.spaces.get(content.spaceId)?.grants ?? [])
      .filter(({ principal }) => principal.type === "group" && principal.id === groupId)
      .map(({ operation: { key, targetType } }) => `${key}:${targetType}`),
  );
  const own = new Set([groupId]);
  const page = content.containerId === null ? content : (site.content.get(content.containerId) ?? content);
  const sees = [page, ...ancestorsOf(site, page)].every(
    ({ restrictions }) => !restrictions || allows(restrictions.read, "", own),
  );
  if (!sees || !granted.has("read:space")) return false;
  if (checked === "read") return true;
  const changes = !page.restrictions || allows(page.restrictions.update, "", own);
  return (
    changes &&
    granted.has(`${checked === "update" ? "create" : "delete"}:${content.type === "custom" ? "page" : content.type}`)
  );
}

/** Nobody signed in: known to the check, though there is no such account. Anonymous access is off here. */
const anonymous = "anonymous";

function readSubject({ site, body }: OperationCall): { type: "user" | "group"; identifier: string } {
  const subject = objectField(requestObject(body), "subject");
  const type = subject && choiceField(subject, "type", "user", "group");
  if (!subject || !type) throw badRequest("Field 'subject' in the request body must have a type.");
  const identifier = requiredString(subject, "identifier");
  if (type === "group" && !site.groups.get(identifier)) throw badRequest(`No group found with id : ${identifier}`);
  if (type === "user" && identifier !== anonymous && !site.accounts.get(identifier))
    throw badRequest(`No user found with account id : ${identifier}`);
  return { type, identifier };
}

/** A denial is an answer, not an error: 200 with `hasPermission: false` (measured). */
export const permissionCheckOperations: readonly Operation[] = [
  operation({
    api: "v1",
    id: "checkContentPermission",
    method: "POST",
    path: "/content/{id}/permission/check",
    scopes: [["read:confluence-content.permission"], ["read:content.permission:confluence"]],
    parameters: { id: required(text()) },
    body: "json",
    weight: 2,
    handle: (call) => {
      const { site, account, parameters } = call;
      const subject = readSubject(call);
      const checked = choiceField(requestObject(call.body), "operation", ...operations);
      if (!checked) throw badRequest("Field 'operation' in the request body is required.");
      const administers = isSiteAdministrator(site, account.id);
      // What nobody in particular may do is no secret of anybody's.
      const own = subject.type === "user" && (subject.identifier === account.id || subject.identifier === anonymous);
      if (!own && !administers) throw forbidden("Only administrators are permitted to check the permission of others");
      const content = anyContent(call, parameters.id);
      const has =
        subject.type === "group"
          ? groupMay(call, subject.identifier, content, checked)
          : subject.identifier !== anonymous && personMay(call, subject.identifier, content, checked);
      const denial = `${subject.type} ${subject.identifier} is not permitted to ${checked} content ${parameters.id}`;
      return ok({ hasPermission: has, errors: has ? [] : [{ translation: denial, args: [] }], _links: {} });
    },
  }),
];

/** The question is whether one may see it, so here it need not be seen. */
function anyContent({ site }: OperationCall, given: string): Content {
  const content = /^\d{1,19}$/.test(given) ? site.content.get(Number(given)) : undefined;
  if (!content) throw noContent(given);
  return content;
}
