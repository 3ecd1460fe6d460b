import type { Emulator } from "@tributary/emulator";
import type { App } from "../app/create-app.ts";
import { TributaryError } from "../base/errors.ts";

/**
 * Goes through the whole consent flow as a browser would, on behalf of the emulator's first person: the link, the
 * consent page's form, the return to the server.
 */
export async function giveConsent(app: App, emulator: Emulator, redirectUrl: string): Promise<void> {
  const opened = await app.fetch(new Request(redirectUrl));
  const consentUrl = new URL(opened.headers.get("location") ?? "");
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { email, cloudId } = emulator.credentials;
  const person = emulator.admin.accounts().find((account) => account.email === email);
  const form = new URLSearchParams(consentUrl.search);
  form.set("account", person?.id ?? "");
  form.set("site", cloudId);
  form.set("decision", "accept");
  const decided = await emulator.fetch(`${consentUrl.origin}${consentUrl.pathname}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    redirect: "manual",
  });
  const callback = await app.fetch(new Request(decided.headers.get("location") ?? "", { headers: { cookie } }));
  if (callback.status !== 200)
    throw new TributaryError("internal", "The demo's account could not be connected.", {
      cause: await callback.text(),
    });
}
