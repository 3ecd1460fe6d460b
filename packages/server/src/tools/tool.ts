import { z } from "zod";
import type { Effect, PermissionGroup } from "../base/permissions.ts";
import type { Confluence } from "../confluence/client.ts";
import type { EndpointKey } from "../confluence/endpoints.ts";
import type { Action } from "../policy/decide.ts";
import type { Account, Site } from "../store/connections.ts";
import type { Own } from "./own.ts";
import type { Preview, ReadBack, Written } from "./write.ts";

export type { Action } from "../policy/decide.ts";

export type TargetKind =
  | "page"
  | "blogpost"
  | "space"
  | "comment"
  | "attachment"
  | "content"
  | "task"
  | "template"
  | "label"
  | "user"
  | "group"
  | "site"
  | "search"
  | "path"
  | "result"
  | "call"
  | "approval";

/** Something a call touches, as the caller named it. */
export type Target = {
  kind: TargetKind;
  /** An id, or a reference such as a URL or `ENG:Title`. */
  ref: string;
};

/** What a tool has to work with: one site through one connection, and what Tributary keeps for the caller. */
export type ToolContext = {
  confluence: Confluence;
  site: Site;
  /** All sites of the connection. */
  sites: Site[];
  account: Account | null;
  /** Tributary's own things that the caller may see. */
  own: Own;
  /** Milliseconds since 1970. */
  now(): number;
};

/**
 * A call that has been thought through and not yet sent: reading is done, what would be refused has been refused.
 * `dryRun` and approvals stop here.
 */
export type Prepared<D = unknown> = {
  /** Null for reads. */
  preview: Preview | null;
  /** Sends it. */
  commit(): Promise<Written<D>>;
  /** After a commit whose outcome is unknown: looks at the site, through a context of its own, to find out. */
  settle?(context: ToolContext): Promise<ReadBack>;
};

type Common<I extends z.ZodObject, O extends z.ZodType> = {
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
  /** Every operation it may call. The scopes a tool needs are theirs. */
  endpoints: readonly EndpointKey[];
  targets: (input: z.output<I>) => Target[];
  /** For tools whose group and effect depend on the input. */
  action?: (input: z.output<I>) => Action;
  /** Arguments that work on the demo site; the documentation shows what they give, and tests run every one. */
  example: z.input<I>;
};

type ReadDefinition<I extends z.ZodObject, O extends z.ZodType> = Common<I, O> & {
  run: (input: z.output<I>, context: ToolContext) => Promise<z.input<O>>;
};

type WriteDefinition<I extends z.ZodObject, O extends z.ZodType> = Common<I, O> & {
  prepare: (input: z.output<I>, context: ToolContext) => Promise<Prepared<z.input<O>>>;
};

/** A tool with its types erased: what registries, edges and the door work with. */
export type Tool = Omit<Common<z.ZodObject, z.ZodType>, "targets" | "action" | "example"> & {
  targets(input: unknown): Target[];
  action(input: unknown): Action;
  prepare(input: unknown, context: ToolContext): Promise<Prepared>;
  example: Record<string, unknown>;
  /** Of a tool under somebody else's name: the tool behind it. */
  aliasOf?: string;
  /** Its other names, of a tool that has several. */
  alsoNamed?: readonly string[];
};

/** Parameters every write takes beside its own; the door acts on them. */
const writeParameters = {
  dryRun: z.boolean().default(false).describe("Only show what would change."),
  reason: z.string().max(500).optional().describe("Why, for whoever approves or reviews it."),
};

/**
 * Makes a tool out of its definition: a read has `run`, a write has `prepare`. Inputs reach them only after they were
 * parsed by `input`.
 */
export function defineTool<I extends z.ZodObject, O extends z.ZodType>(
  definition: ReadDefinition<I, O> | WriteDefinition<I, O>,
): Tool {
  const { group, effect, action = () => ({ group, effect }), ...rest } = definition;
  const input = effect === "read" ? rest.input : rest.input.extend(writeParameters);
  const prepare =
    "prepare" in rest
      ? rest.prepare
      : async (given: z.output<I>, context: ToolContext): Promise<Prepared> => ({
          preview: null,
          commit: async () => ({ data: await rest.run(given, context) }),
        });
  return { ...rest, group, effect, action, input, prepare } as unknown as Tool;
}

/** A parameter that takes any JSON. Told to models as an object, because some providers take no schema without a type. */
export const anyJson = (description: string) => z.unknown().meta({ type: "object", description });

/** Parameters that many tools share, so that a noun has one name and one meaning everywhere. */
export const parameter = {
  pageId: z.string().min(1).describe("Page: id, URL, tiny link or SPACE:Title."),
  blogPostId: z.string().min(1).describe("Blog post: id, URL or SPACE:Title."),
  contentId: z.string().min(1).describe("Content: id or URL; a page also as SPACE:Title."),
  commentId: z.string().min(1).describe("Comment: id or URL."),
  attachmentId: z.string().min(1).describe("Attachment id (att…)."),
  spaceId: z.string().min(1).describe("Space: id or key."),
  cursor: z.string().min(1).optional().describe("Cursor of the answer before, to go on where it ended."),
  limit: (most: number, usual: number) =>
    z.number().int().min(1).max(most).default(usual).describe("How many at most."),
  version: z.number().int().min(1).optional().describe("Number of the new version: the current one plus 1."),
  formatIn: z
    .enum(["markdown", "storage", "html", "text", "adf", "wiki"])
    .default("markdown")
    .describe("What the body is written in."),
  formatOut: z
    .enum(["markdown", "storage", "text", "adf", "view"])
    .default("markdown")
    .describe("What the body comes back as."),
};
