import { createEmulator, type Emulator, type EmulatorOptions } from "../index.ts";
import type { SeedContent, SeedSite } from "../seed/seed-site.ts";

/** An answer with its JSON already read. */
export type Answer = { status: number; headers: Headers; json: Json };
/** What `JSON.parse` gives: a test knows the shape it asked for. */
export type Json = ReturnType<typeof JSON.parse>;

export type EmulatedClient = {
  emulator: Emulator;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The same site as another person sees it. */
  as(email: string): EmulatedClient;
};

/** A person of the small test site. */
export const people = { ada: "ada@example.com", ben: "ben@example.com", cleo: "cleo@example.com" } as const;

const person = (key: keyof typeof people, displayName: string, active = true): SeedSite["people"][number] => ({
  key,
  accountId: `712020:${key}`,
  displayName,
  email: people[key],
  jobTitle: "Tester",
  timeZone: "UTC",
  active,
});

export const seedPage = (key: string, title: string, more: Partial<SeedContent> = {}): SeedContent => ({
  key,
  type: "page",
  space: "DOC",
  title,
  status: "current",
  body: `<p>${title}</p>`,
  author: "ada",
  createdAt: "2026-03-01T10:00:00.000Z",
  ...more,
});

/** Three people, an open space, one that only Ada may see, and a few pages. */
export function testSeed(content: readonly SeedContent[] = []): SeedSite {
  const space = (key: string, name: string, homepage: string): SeedSite["spaces"][number] => ({
    key,
    name,
    type: "global",
    status: "current",
    description: `${name} of the test site`,
    owner: "ada",
    createdAt: "2026-03-01T09:00:00.000Z",
    labels: [],
    homepage,
  });
  return {
    name: "testing",
    people: [person("ada", "Ada Byrne"), person("ben", "Ben Okafor"), person("cleo", "Cleo Marsh")],
    groups: [{ name: "editors", members: ["ben"] }],
    spaces: [
      space("DOC", "Documentation", "home"),
      { ...space("PRIV", "Private", "private-home"), visibleTo: { people: ["ada"] } },
    ],
    content: [seedPage("home", "Documentation"), seedPage("private-home", "Private", { space: "PRIV" }), ...content],
  };
}

/** An emulator on its own clock, which starts at 2026-06-01 10:00 UTC, with the first person's API token in every call. */
export async function emulatedClient(options: EmulatorOptions = {}): Promise<EmulatedClient> {
  const emulator = await createEmulator({
    seed: testSeed(),
    now: () => Date.parse("2026-06-01T10:00:00.000Z"),
    ...options,
  });
  const { email, apiToken } = emulator.credentials;
  return clientOf(emulator, email, apiToken);
}

function clientOf(emulator: Emulator, email: string, apiToken: string): EmulatedClient {
  const authorization = `Basic ${btoa(`${email}:${apiToken}`)}`;
  const send: EmulatedClient["send"] = async (method, path, body, headers = {}) => {
    const response = await emulator.fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readAnswer(response);
  };
  return {
    emulator,
    send,
    get: (path, headers) => send("GET", path, undefined, headers),
    as: (other) => clientOf(emulator, other, emulator.admin.createApiToken({ account: other }).id),
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
  return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
}
