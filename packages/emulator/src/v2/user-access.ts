import { featuresOf } from "../features.ts";
import { type JsonObject, stringListField } from "../http/json-fields.ts";
import { noBody, type Operation, type OperationCall, ok, operation } from "../http/operation.ts";
import { badRequest, Refusal } from "../http/refusal.ts";
import type { Site } from "../state/site.ts";
import { requestObject } from "./write-page.ts";

const maxEmails = 100;

/** Somebody who was asked to join. They get an account when they accept, which nobody does here by themselves. */
export type Invitation = {
  readonly id: string;
  readonly email: string;
  readonly invitedBy: string;
  readonly at: number;
};

function emailsIn({ site, body }: OperationCall): string[] {
  if (!featuresOf(site).emailAccess) throw new Refusal(503, "This API is disabled on the site.");
  const input: JsonObject = requestObject(body);
  const emails = stringListField(input, "emails");
  if (!emails || emails.length === 0) throw badRequest("Field 'emails' in the request body is required.");
  if (emails.length > maxEmails) throw badRequest(`At most ${maxEmails} emails can be given at once.`);
  return [...new Set(emails)];
}

const isEmail = (text: string): boolean => /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(text);

function hasAccess(site: Site, email: string): boolean {
  const wanted = email.toLowerCase();
  for (const account of site.accounts.values()) {
    if (account.active && account.email.toLowerCase() === wanted) return true;
  }
  return false;
}

const checkAccessByEmail = operation({
  api: "v2",
  id: "checkAccessByEmail",
  method: "POST",
  path: "/user/access/check-access-by-email",
  scopes: [["read:configuration:confluence"]],
  body: "json",
  weight: 2,
  handle: (call) => {
    const emails = emailsIn(call);
    const invalidEmails = emails.filter((email) => !isEmail(email));
    const emailsWithoutAccess = emails.filter((email) => isEmail(email) && !hasAccess(call.site, email));
    return ok({ emailsWithoutAccess, invalidEmails }, { objects: emails.length });
  },
});

const inviteByEmail = operation({
  api: "v2",
  id: "inviteByEmail",
  method: "POST",
  path: "/user/access/invite-by-email",
  scopes: [["read:configuration:confluence"]],
  body: "json",
  handle: (call) => {
    const { site, account, now } = call;
    const invitations = site.table<Invitation>("invitations");
    for (const email of emailsIn(call)) {
      const id = email.toLowerCase();
      if (isEmail(email) && !hasAccess(site, email)) invitations.put({ id, email, invitedBy: account.id, at: now });
    }
    return noBody(200);
  },
});

export const userAccessOperations: readonly Operation[] = [checkAccessByEmail, inviteByEmail];
