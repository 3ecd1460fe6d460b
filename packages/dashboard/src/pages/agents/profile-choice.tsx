import type { Profile } from "@tributary/sdk";
import { groups, profileOf, profiles, type Rules } from "./profiles.ts";

/** Ready-made rules to begin with. Approvals that are asked for stay asked for. */
export function ProfileChoice({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const chosen = profileOf(rules);
  const take = (name: Profile) => {
    const next = Object.fromEntries(
      groups.map(({ name: group }) => {
        const rule = profiles[name].rules[group];
        return [group, { ...rule, requireApproval: rule.level === "write" && rules[group].requireApproval }];
      }),
    ) as Rules;
    onChange(next);
  };
  return (
    <fieldset className="mb-5">
      <legend className="mb-2 font-medium">Start from a profile</legend>
      <div className="grid gap-2.5 sm:grid-cols-3">
        {(Object.keys(profiles) as Profile[]).map((name) => (
          <label
            key={name}
            className="relative flex cursor-pointer gap-2.5 rounded-lg border p-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent/6 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-default"
          >
            <input
              type="radio"
              name="profile"
              value={name}
              checked={chosen === name}
              onChange={() => take(name)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="block font-medium">{profiles[name].label}</span>
              <span className="mt-0.5 block text-[0.8125rem] text-muted">{profiles[name].about}</span>
            </span>
          </label>
        ))}
      </div>
      {chosen === undefined && <p className="mt-2 text-[0.8125rem] text-muted">These rules are your own.</p>}
    </fieldset>
  );
}
