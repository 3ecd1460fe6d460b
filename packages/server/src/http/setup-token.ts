import { hashSecret } from "../base/crypto.ts";
import { newSecret } from "../base/ids.ts";
import type { Store } from "../store/store.ts";

/** The one-time link with which the first admin is made. Its token is kept as a hash; a new start prints a new link. */
export async function makeSetupToken(store: Store): Promise<string> {
  const token = newSecret();
  await store.settings.set("setup_token", hashSecret(token));
  return token;
}
