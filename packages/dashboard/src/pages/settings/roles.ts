import type { Role } from "@tributary/sdk";

export const roles = ["admin", "member", "viewer"] as const satisfies readonly Role[];

/** Each role as a person reads it: its name, with its article, and what it may do. */
export const roleWords: Record<Role, { label: string; a: string; may: string }> = {
  admin: {
    label: "Admin",
    a: "an admin",
    may: "Everything: members, agents and their policies, the OAuth app, retention.",
  },
  member: {
    label: "Member",
    a: "a member",
    may: "Connect accounts, decide on approvals, run tools, send meeting insights. Sees settings, and cannot change them.",
  },
  viewer: {
    label: "Viewer",
    a: "a viewer",
    may: "Look at everything members see, and change nothing but their own password, sessions and keys.",
  },
};
