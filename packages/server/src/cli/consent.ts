import type { App } from "../app/create-app.ts";
import { TributaryError } from "../base/errors.ts";
import type { EmulatorProcess } from "./emulator-process.ts";

/**
 * Goes through the whole consent flow as a browser would, on behalf of the emulator's first person: the link, the
 * consent page's form, the return to the server.
 */
export async function giveConsent(app: App, emulator: EmulatorProcess, redirectUrl: string): Promise<void> {
  const opened = await app.fetch(new Request(redirectUrl));
  const consentUrl = new URL(opened.headers.get("location") ?? "");
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  const state = (await (await fetch(`${emulator.url}/_emulator/`)).json()) as {
    accounts: { id: string; email: string }[];
  };
  const form = new URLSearchParams(consentUrl.search);
  form.set("account", state.accounts.find(({ email }) => email === emulator.email)?.id ?? "");
  form.set("site", emulator.cloudId);
  form.set("decision", "accept");
  const decided = await fetch(`${consentUrl.origin}${consentUrl.pathname}`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const callback = await app.fetch(new Request(decided.headers.get("location") ?? "", { headers: { cookie } }));
  if (callback.status !== 200)
    throw new TributaryError("internal", "The demo's account could not be connected.", {
      cause: await callback.text(),
    });
}
