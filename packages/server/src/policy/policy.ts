import { z } from "zod";
import { permissionGroups } from "../base/permissions.ts";

const rule = z.strictObject({
  level: z.enum(["disabled", "read", "write"]),
  allowDelete: z.boolean().default(false),
});

/** What an agent may do, group by group. What is not said is disabled. */
export const policySchema = z.strictObject({
  groups: z.partialRecord(z.enum(permissionGroups), rule),
});

export type Policy = z.infer<typeof policySchema>;
export type GroupRule = z.infer<typeof rule>;

const read = { level: "read", allowDelete: false } as const;
const write = { level: "write", allowDelete: false } as const;
const writeAndDelete = { level: "write", allowDelete: true } as const;

/** Presets of all groups. Search and Users are read-only by nature. */
export const profiles = {
  "read-only": { groups: { Pages: read, Spaces: read, Search: read, Attachments: read, Users: read } },
  "documentation-manager": { groups: { Pages: write, Spaces: read, Search: read, Attachments: write, Users: read } },
  "full-access": {
    groups: { Pages: writeAndDelete, Spaces: writeAndDelete, Search: read, Attachments: writeAndDelete, Users: read },
  },
} as const satisfies Record<string, Policy>;

export type ProfileName = keyof typeof profiles;
