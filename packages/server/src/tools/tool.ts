import { z } from "zod";
import type { TributaryError } from "../base/errors.ts";
import type { Effect, PermissionGroup } from "../base/permissions.ts";
import type { Confluence } from "../confluence/client.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { Account, Site } from "../store/connections.ts";

/** Something a call touches, as the caller named it. */
export type Target = {
  kind: "page" | "blogpost" | "space" | "comment" | "attachment" | "content" | "path" | "search";
  /** An id, or a reference such as a URL or `ENG:Title`. */
  ref: string;
};

/** What a tool has to work with: one site through one connection, and nothing else. */
export type ToolContext = {
  confluence: Confluence;
  site: Site;
  /** All sites of the connection. */
  sites: Site[];
  account: Account | null;
};

export type Action = { group: PermissionGroup; effect: Effect; deletesSpace?: boolean; unknownOperation?: boolean };

/** Whether a write of unknown outcome turned out to have happened. */
export type ReadBack = { outcome: "done"; data: unknown } | { outcome: "not_done" } | { outcome: "unknown" };

type Definition<I extends z.ZodObject, O extends z.ZodType> = {
  name: string;
  title: string;
  /** For a model: what it does, when to use it, when another one is better, what comes back. */
  description: string;
  group: PermissionGroup;
  effect: Effect;
  /** Doing it twice leaves the same as doing it once. */
  idempotent: boolean;
  input: I;
  output: O;
  /** Every operation `run` may call. The scopes a tool needs are theirs. */
  endpoints: readonly EndpointKey[];
  targets: (input: z.output<I>) => Target[];
  /** For tools whose group and effect depend on the input. */
  action?: (input: z.output<I>) => Action;
  run: (input: z.output<I>, context: ToolContext) => Promise<z.input<O>>;
  /** After a write whose outcome is unknown: looks at the site to find out. */
  readBack?: (input: z.output<I>, context: ToolContext, error: TributaryError, startedAt: number) => Promise<ReadBack>;
};

/** A tool with its types erased: what registries, edges and the door work with. */
export type Tool = Omit<Definition<z.ZodObject, z.ZodType>, "targets" | "action" | "run" | "readBack"> & {
  targets(input: unknown): Target[];
  action(input: unknown): Action;
  run(input: unknown, context: ToolContext): Promise<unknown>;
  readBack?(input: unknown, context: ToolContext, error: TributaryError, startedAt: number): Promise<ReadBack>;
};

/** Makes a tool out of its definition. Inputs reach `run` only after they were parsed by `input`. */
export function defineTool<I extends z.ZodObject, O extends z.ZodType>(definition: Definition<I, O>): Tool {
  const { group, effect, action } = definition;
  return { ...definition, action: action ?? (() => ({ group, effect })) } as unknown as Tool;
}

/** Descriptions of the parameters that many tools share, so that a noun has one name and one meaning everywhere. */
export const parameter = {
  pageId: z.string().min(1).describe("Page: id, URL, tiny link or SPACE:Title."),
  spaceId: z.string().min(1).describe("Space: id or key."),
  cursor: z
    .string()
    .min(1)
    .optional()
    .describe("Cursor of the answer before, to go on where it ended. It carries the query."),
  limit: (most: number, usual: number) =>
    z.number().int().min(1).max(most).default(usual).describe(`How many at most, 1 to ${most}.`),
  formatIn: z
    .enum(["markdown", "storage", "html", "text", "adf", "wiki"])
    .default("markdown")
    .describe("What the body is written in."),
  formatOut: z
    .enum(["markdown", "storage", "text", "adf", "view"])
    .default("markdown")
    .describe("What the body is to come back as."),
};
