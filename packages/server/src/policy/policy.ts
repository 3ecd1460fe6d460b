import { z } from "zod";
import { permissionGroups } from "../base/permissions.ts";

const rule = z.strictObject({
  level: z.enum(["disabled", "read", "write"]),
  /** With `write`: may also delete. */
  allowDelete: z.boolean().default(false),
  /** With `write`: a person approves each write first. */
  requireApproval: z.boolean().default(false),
});

const names = z.array(z.string().min(1)).max(500);

/**
 * Which spaces an agent may reach, by key or id. `only` = these and no others, personal ones too when they are named.
 * Otherwise all but those in `except`, and no personal space unless `personal` says so.
 */
export const spaceLimitSchema = z
  .strictObject({
    only: names.optional(),
    except: names.optional(),
    personal: z.boolean().default(false),
  })
  .refine(({ only, except }) => only === undefined || except === undefined, "only and except exclude each other");

/** What an agent may do, group by group. What is not said is disabled. */
export const policySchema = z.strictObject({
  groups: z.partialRecord(z.enum(permissionGroups), rule),
  spaces: spaceLimitSchema.default({ personal: false }),
  /** Tools by name: only those in `allow` where it is given, and none of those in `deny`. */
  tools: z.strictObject({ allow: names.optional(), deny: names.optional() }).default({}),
});

export type Policy = z.output<typeof policySchema>;
export type GroupRule = z.output<typeof rule>;
export type SpaceLimit = z.output<typeof spaceLimitSchema>;

type Level = Partial<GroupRule> & Pick<GroupRule, "level">;

const preset = (groups: Record<string, Level>): Policy => policySchema.parse({ groups });

const read = { level: "read" } as const;
const write = { level: "write" } as const;
const writeAndDelete = { level: "write", allowDelete: true } as const;

/** Presets of all groups. Search and Users are read-only by nature. */
export const profiles = {
  "read-only": preset({ Pages: read, Spaces: read, Search: read, Attachments: read, Users: read }),
  "documentation-manager": preset({ Pages: write, Spaces: read, Search: read, Attachments: write, Users: read }),
  "full-access": preset({
    Pages: writeAndDelete,
    Spaces: writeAndDelete,
    Search: read,
    Attachments: writeAndDelete,
    Users: read,
  }),
} satisfies Record<string, Policy>;

export type ProfileName = keyof typeof profiles;
