import { createEmulator, type Emulator } from "../src/create-emulator.ts";
import type { EmulatorOptions } from "../src/options.ts";
import type { SeedSite } from "../src/seed/seed-site.ts";
import { stableUuid } from "../src/state/stable-hash.ts";

const account = (last: number) => `712020:5d0c1b1e-0000-4000-8000-00000000000${last}`;

/** The people of the test site: an administrator, a writer who is in the group "writers", and one more. */
export const robin = { accountId: account(1), email: "robin@example.com" };
export const sasha = { accountId: account(2), email: "sasha@example.com" };
export const kim = { accountId: account(3), email: "kim@example.com" };

/** The group all are in, through which they see the spaces. */
export const everyone = { id: stableUuid("group:company:confluence-users"), name: "confluence-users" };

/** The group Sasha alone is in. */
export const writers = { id: stableUuid("group:company:writers"), name: "writers" };

const person = (key: string, displayName: string, { accountId, email }: typeof robin): SeedSite["people"][number] => ({
  key,
  accountId,
  displayName,
  email,
  jobTitle: "",
  timeZone: "UTC",
  active: true,
});

const page = (
  key: string,
  space: string,
  title: string,
  body: string,
  parent?: string,
): SeedSite["content"][number] => ({
  key,
  type: "page",
  space,
  ...(parent === undefined ? {} : { parent }),
  title,
  status: "current",
  body,
  author: "robin",
  createdAt: "2026-01-12T09:00:00.000Z",
});

const space = (key: string, name: string, homepage: string): SeedSite["spaces"][number] => ({
  key,
  name,
  type: "global",
  status: "current",
  description: "",
  owner: "robin",
  createdAt: "2026-01-12T09:00:00.000Z",
  labels: [],
  homepage,
});

/** Two spaces; in TEAM a tree: Team > Parent > (Child > Grandchild), Second child. */
function companySeed(): SeedSite {
  return {
    name: "company",
    people: [
      person("robin", "Robin Castell", robin),
      person("sasha", "Sasha Devi", sasha),
      person("kim", "Kim Arends", kim),
    ],
    groups: [
      { name: "site-admins", members: ["robin"] },
      { name: writers.name, members: ["sasha"] },
    ],
    spaces: [space("TEAM", "Team", "home"), space("OTHER", "Other", "other-home")],
    content: [
      page("home", "TEAM", "Team", "<p>Welcome</p>"),
      page("parent", "TEAM", "Parent", "<p>The parent page</p>", "home"),
      page("child", "TEAM", "Child", "<p>The child page</p>", "parent"),
      page("grandchild", "TEAM", "Grandchild", "<p>The grandchild page</p>", "child"),
      page("second", "TEAM", "Second child", "<p>The second child</p>", "parent"),
      page("other-home", "OTHER", "Other", "<p>Elsewhere</p>"),
    ],
  };
}

export type Answer = { status: number; headers: Headers; json: any; text: string };
export type Send = (
  method: string,
  path: string,
  options?: { json?: unknown; form?: FormData; headers?: Record<string, string>; redirect?: "manual" },
) => Promise<Answer>;

export type Company = {
  emulator: Emulator;
  /** Sends as a person with an API token. `path` begins after `/wiki`. */
  as: (person: { email: string }) => Send;
  /** The id of a page by its title. */
  pageId: (title: string) => Promise<string>;
};

export async function createCompany(options: EmulatorOptions = {}): Promise<Company> {
  const emulator = await createEmulator({ seed: companySeed(), ...options });
  const as = ({ email }: { email: string }): Send => {
    const token = emulator.admin.createApiToken({ account: email });
    const authorization = `Basic ${Buffer.from(`${email}:${token.id}`).toString("base64")}`;
    return async (method, path, { json, form, headers, redirect } = {}) => {
      const response = await emulator.fetch(`${emulator.url}/wiki${path}`, {
        method,
        headers: { authorization, ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(json === undefined ? {} : { body: typeof json === "string" ? json : JSON.stringify(json) }),
        ...(form === undefined ? {} : { body: form }),
        ...(redirect === undefined ? {} : { redirect }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("application/json");
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson && text !== "" ? JSON.parse(text) : undefined,
      };
    };
  };
  const send = as(robin);
  const pageId = async (title: string): Promise<string> => {
    const { json } = await send("GET", `/api/v2/pages?title=${encodeURIComponent(title)}`);
    const id = json.results[0]?.id;
    if (typeof id !== "string") throw new Error(`There is no page called ${title}`);
    return id;
  };
  return { emulator, as, pageId };
}
