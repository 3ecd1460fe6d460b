import type { Role } from "@tributary/sdk";
import { useId } from "react";
import { roles, roleWords } from "./roles.ts";

/** The three roles, each with what it may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Role</legend>
      <div className="space-y-2">
        {roles.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer gap-3 rounded-lg border px-3.5 py-2.5 transition-colors hover:bg-hover/60 has-checked:border-accent has-checked:bg-accent/6 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={role}
              checked={role === value}
              onChange={() => onChange(role)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="block font-medium">{roleWords[role].label}</span>
              <span className="block text-[0.8125rem] text-muted">{roleWords[role].may}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
