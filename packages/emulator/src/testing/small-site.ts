import { createEmulator, type Emulator } from "../create-emulator.ts";
import type { SeedSite } from "../seed/seed-site.ts";

export type Answer = { status: number; headers: Headers; json: any; text: string };
export type Caller = (method: string, path: string, body?: unknown) => Promise<Answer>;

const v2 = "/wiki/api/v2";

/** Asks as one person with an API token; paths that do not start with /wiki are of REST v2. */
export function callerFor(emulator: Emulator, email: string, apiToken: string): Caller {
  const authorization = `Basic ${Buffer.from(`${email}:${apiToken}`).toString("base64")}`;
  return async (method, path, body) => {
    const multipart = body instanceof FormData;
    const response = await emulator.fetch(`${emulator.url}${path.startsWith("/wiki") ? path : v2 + path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization,
        ...(multipart ? { "x-atlassian-token": "no-check" } : {}),
        ...(body === undefined || multipart ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== "" ? JSON.parse(text) : undefined,
    };
  };
}

/** A small site of two people and one space, and both people's way in; the first one administers the space. */
export async function smallSite(seed: "empty" | SeedSite = "empty") {
  const emulator = await createEmulator({ seed, now: steadyClock() });
  const { email, apiToken } = emulator.credentials;
  const other = emulator.admin.accounts().find((account) => account.email !== email);
  if (!other) throw new Error("The seed has only one person.");
  const admin = callerFor(emulator, email, apiToken);
  const member = callerFor(emulator, other.email, emulator.admin.createApiToken({ account: other.email }).id);
  const { json } = await admin("GET", "/spaces");
  const space = json.results[0] as { id: string; key: string; homepageId: string };
  return { emulator, admin, member, space };
}

/** Goes on a second with every look, so that rows written one after the other have an order. */
function steadyClock(): () => number {
  let at = Date.UTC(2026, 10, 20, 9);
  return () => {
    at += 1000;
    return at;
  };
}

/** Follows `_links.next` to the end; the ids of everything that came, one list a slice. */
export async function slices(ask: Caller, path: string): Promise<string[][]> {
  const found: string[][] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer: Answer = await ask("GET", next);
    if (answer.status !== 200) throw new Error(`${next} answered ${answer.status}: ${answer.text}`);
    found.push(answer.json.results.map((row: { id?: string; accountId?: string }) => row.id ?? row.accountId));
    next = answer.json._links.next;
  }
  return found;
}
