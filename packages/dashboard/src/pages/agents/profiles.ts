import type { GroupPermission, PermissionGroup, Policy, Profile } from "@tributary/sdk";

/** The five groups, in the order in which people think of them, with what each is about. */
export const groups: readonly { name: PermissionGroup; about: string }[] = [
  { name: "Pages", about: "Pages, blog posts, comments, labels, tasks" },
  { name: "Spaces", about: "Spaces and their settings" },
  { name: "Search", about: "Finding things by words or CQL" },
  { name: "Attachments", about: "Files at pages" },
  { name: "Users", about: "Names of people and groups" },
];

/** A group's rule with everything said. */
export type Rule = { level: "disabled" | "read" | "write"; allowDelete: boolean; requireApproval: boolean };
export type Rules = Record<PermissionGroup, Rule>;

export const ruleOf = (given: GroupPermission | undefined): Rule => ({
  level: given?.level ?? "disabled",
  allowDelete: given?.level === "write" && given.allowDelete === true,
  requireApproval: given?.level === "write" && given.requireApproval === true,
});

export const rulesOf = (policy: Pick<Policy, "groups">): Rules =>
  Object.fromEntries(groups.map(({ name }) => [name, ruleOf(policy.groups[name])])) as Rules;

const read = ruleOf({ level: "read" });
const write = ruleOf({ level: "write" });
const writeAndDelete = ruleOf({ level: "write", allowDelete: true });

/** The server's profiles as it fills them in; a test compares them with what it makes. */
export const profiles: Record<Profile, { label: string; about: string; rules: Rules }> = {
  "read-only": {
    label: "Read only",
    about: "Finds and reads. Changes nothing.",
    rules: { Pages: read, Spaces: read, Search: read, Attachments: read, Users: read },
  },
  "documentation-manager": {
    label: "Documentation manager",
    about: "Writes pages and files. Deletes nothing.",
    rules: { Pages: write, Spaces: read, Search: read, Attachments: write, Users: read },
  },
  "full-access": {
    label: "Full access",
    about: "Writes and deletes all there is, but never a whole space.",
    rules: { Pages: writeAndDelete, Spaces: writeAndDelete, Search: read, Attachments: writeAndDelete, Users: read },
  },
};

/** The profile whose rules these are, approvals aside. */
export function profileOf(rules: Rules): Profile | undefined {
  const names = Object.keys(profiles) as Profile[];
  return names.find((name) =>
    groups.every(({ name: group }) => {
      const [wanted, given] = [profiles[name].rules[group], rules[group]];
      return wanted.level === given.level && wanted.allowDelete === given.allowDelete;
    }),
  );
}

/** A policy in one line: "Pages: write with approval · Search: read". */
export function rulesInWords(rules: Rules): string {
  const said = groups.map(({ name }) => ({ name, rule: rules[name] })).filter(({ rule }) => rule.level !== "disabled");
  if (said.length === 0) return "May do nothing yet";
  const reads = said.filter(({ rule }) => rule.level === "read").map(({ name }) => name);
  const writes = said
    .filter(({ rule }) => rule.level === "write")
    .map(
      ({ name, rule }) =>
        `${name}: write${rule.allowDelete ? " and delete" : ""}${rule.requireApproval ? " with approval" : ""}`,
    );
  return [...writes, ...(reads.length === 0 ? [] : [`reads ${reads.join(", ")}`])].join(" · ");
}

/** What spaces a policy reaches, in words. */
export function spacesInWords({ spaces = {} }: Pick<Policy, "spaces">): string {
  if (spaces.only !== undefined) return spaces.only.length === 0 ? "no space" : `only ${spaces.only.join(", ")}`;
  const personal = spaces.personal === true ? "" : ", but no personal ones";
  const except = spaces.except ?? [];
  return except.length === 0 ? `all spaces${personal}` : `all spaces except ${except.join(", ")}${personal}`;
}
