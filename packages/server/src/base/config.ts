import { mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { z } from "zod";
import { TributaryError } from "./errors.ts";

/** The server stands at the root of its address: its pages, cookies and what OAuth clients look up are found there. */
const rootUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((text) => new URL(text))
  .refine(
    ({ origin, href }) => href === `${origin}/`,
    "must be a scheme, a host and a port if need be, with nothing after them",
  )
  .transform(({ origin }) => origin);

const environment = z.object({
  TRIBUTARY_DATA: z.string().default(".tributary"),
  TRIBUTARY_HOST: z.string().default("127.0.0.1"),
  TRIBUTARY_PORT: z.coerce.number().int().min(0).max(65_535).default(7350),
  TRIBUTARY_PUBLIC_URL: rootUrl.optional(),
  TRIBUTARY_KEY: z.string().optional(),
  TRIBUTARY_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  CONFLUENCE_CLIENT_ID: z.string().min(1).optional(),
  CONFLUENCE_CLIENT_SECRET: z.string().min(1).optional(),
  CONFLUENCE_OAUTH_SCOPE: z.string().optional(),
  ATLASSIAN_AUTH_URL: z.url({ protocol: /^https?$/ }).default("https://auth.atlassian.com"),
  ATLASSIAN_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.atlassian.com"),
  TRIBUTARY_RECORD_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
  TRIBUTARY_RECORD_TEXTS: z.enum(["excerpt", "hash", "full"]).default("excerpt"),
  TRIBUTARY_SYNC: z.enum(["on", "off"]).default("on"),
  TRIBUTARY_MARKDOWN_SOURCES: z.string().default(""),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).default("single sign-on"),
  OIDC_ROLE: z.enum(["admin", "member", "viewer"]).optional(),
});

/** The OpenID Connect provider members may sign in by. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What its button says. */
  name: string;
  /** The role of whoever the provider knows and nobody invited; without it they are turned away. */
  role?: "admin" | "member" | "viewer";
};

export type Config = {
  /** Folder of the store, the encryption key and the command line's key. */
  dataDir: string;
  host: string;
  /** 0 = any free port. */
  port: number;
  /** The address browsers reach the server at; the listening address when not given. */
  publicUrl?: string;
  encryptionKey?: string;
  logLevel: string;
  /** How many days calls stay on record; forever when absent. */
  recordDays?: number;
  /** How long texts of inputs and changes are kept on record. */
  recordedTexts: "excerpt" | "hash" | "full";
  atlassian: { authUrl: string; apiUrl: string };
  /** Whether this process syncs. Search answers from what is in the index either way. */
  sync: boolean;
  /** Folders of Markdown files that are sources from the start, and the only ones that may be added over the API. */
  markdownFolders: string[];
  /** The optional models of search and of insights, as the environment has them. */
  models: Record<string, string | undefined>;
  oidc?: OidcSettings;
  /** The OAuth app of the environment, when there is one. */
  oauthApp?: { clientId: string; clientSecret: string; scopes?: string[] };
};

/** The settings of an environment. Throws `invalid_input` that names every variable that is wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new TributaryError("invalid_input", `The environment has settings that cannot be used: ${wrong}.`, {
      hint: "docs/operate.md lists them all.",
    });
  }
  const e = parsed.data;
  if ((e.CONFLUENCE_CLIENT_ID === undefined) !== (e.CONFLUENCE_CLIENT_SECRET === undefined)) {
    throw new TributaryError(
      "invalid_input",
      "CONFLUENCE_CLIENT_ID and CONFLUENCE_CLIENT_SECRET go together, and one of them is missing.",
    );
  }
  const oidcSet = [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].filter((value) => value !== undefined);
  if (oidcSet.length === 1 || oidcSet.length === 2) {
    throw new TributaryError(
      "invalid_input",
      "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together, and not all of them are set.",
    );
  }
  const scopes = e.CONFLUENCE_OAUTH_SCOPE?.split(/[\s,]+/).filter((scope) => scope !== "");
  return {
    dataDir: resolve(e.TRIBUTARY_DATA),
    host: e.TRIBUTARY_HOST,
    port: e.TRIBUTARY_PORT,
    ...(e.TRIBUTARY_PUBLIC_URL !== undefined && { publicUrl: e.TRIBUTARY_PUBLIC_URL }),
    ...(e.TRIBUTARY_KEY !== undefined && { encryptionKey: e.TRIBUTARY_KEY }),
    logLevel: e.TRIBUTARY_LOG_LEVEL,
    ...(e.TRIBUTARY_RECORD_DAYS !== undefined && { recordDays: e.TRIBUTARY_RECORD_DAYS }),
    recordedTexts: e.TRIBUTARY_RECORD_TEXTS,
    models: Object.fromEntries(Object.entries(set).filter(([name]) => /^(EMBEDDINGS|RERANK|INSIGHTS)_/.test(name))),
    ...(e.OIDC_ISSUER !== undefined &&
      e.OIDC_CLIENT_ID !== undefined &&
      e.OIDC_CLIENT_SECRET !== undefined && {
        oidc: {
          issuer: trimSlash(e.OIDC_ISSUER),
          clientId: e.OIDC_CLIENT_ID,
          clientSecret: e.OIDC_CLIENT_SECRET,
          name: e.OIDC_NAME,
          ...(e.OIDC_ROLE !== undefined && { role: e.OIDC_ROLE }),
        },
      }),
    sync: e.TRIBUTARY_SYNC === "on",
    markdownFolders: e.TRIBUTARY_MARKDOWN_SOURCES.split(delimiter)
      .filter((folder) => folder !== "")
      .map((folder) => resolve(folder)),
    atlassian: { authUrl: trimSlash(e.ATLASSIAN_AUTH_URL), apiUrl: trimSlash(e.ATLASSIAN_API_URL) },
    ...(e.CONFLUENCE_CLIENT_ID !== undefined &&
      e.CONFLUENCE_CLIENT_SECRET !== undefined && {
        oauthApp: {
          clientId: e.CONFLUENCE_CLIENT_ID,
          clientSecret: e.CONFLUENCE_CLIENT_SECRET,
          ...(scopes?.length && { scopes }),
        },
      }),
  };
}

/**
 * The data folder and a file in it; the folder is made, for its owner only, when it is not there. Throws `invalid_input`
 * when there can be none.
 */
export function dataFile(config: Pick<Config, "dataDir">, name: string): string {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new TributaryError(
      "invalid_input",
      `${config.dataDir} cannot be the data folder: ${(cause as NodeJS.ErrnoException).code}.`,
      { hint: "Name a folder this user may write to, with TRIBUTARY_DATA.", cause },
    );
  }
  return join(config.dataDir, name);
}

const trimSlash = (url: string) => url.replace(/\/+$/, "");
