import { useQuery } from "@tanstack/react-query";
import type { PermissionGroup } from "@tributary/sdk";
import { toolsQuery } from "../../api/queries.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { groups, type Rule, type Rules } from "./profiles.ts";

const levels = [
  { value: "disabled", label: "Off" },
  { value: "read", label: "Read" },
  { value: "write", label: "Write" },
] as const;

/** The five groups: how far each goes, whether it deletes, and whether a person approves its writes first. */
export function GroupMatrix({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  const tools = useQuery(toolsQuery);
  // Who may only look is not told of tools that write; the agent's own rules say enough then.
  const has = (group: PermissionGroup, effect: "write" | "delete") =>
    tools.data === undefined || tools.data.some((tool) => tool.group === group && tool.effect === effect);
  return (
    <div className="overflow-hidden rounded-lg border">
      <table className="w-full text-left max-sm:block">
        <caption className="sr-only">Permissions by group</caption>
        <thead className="border-b bg-sunken text-xs text-muted max-sm:sr-only">
          <tr>
            <Head>Group</Head>
            <Head>Level</Head>
            <Head>Allow delete</Head>
            <Head>Require approval</Head>
          </tr>
        </thead>
        <tbody className="divide-y max-sm:block">
          {groups.map(({ name, about }) => (
            <GroupRow
              key={name}
              name={name}
              about={about}
              rule={rules[name]}
              canWrite={has(name, "write") || rules[name].level === "write"}
              canDelete={has(name, "delete") || rules[name].level === "write"}
              onChange={(rule) => onChange({ ...rules, [name]: rule })}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({
  name,
  about,
  rule,
  canWrite,
  canDelete,
  onChange,
}: {
  name: PermissionGroup;
  about: string;
  rule: Rule;
  canWrite: boolean;
  canDelete: boolean;
  onChange: (rule: Rule) => void;
}) {
  const writes = rule.level === "write";
  const setLevel = (level: Rule["level"]) =>
    onChange(level === "write" ? { ...rule, level } : { level, allowDelete: false, requireApproval: false });
  return (
    <tr className="max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4 max-sm:gap-y-2.5 max-sm:px-3.5 max-sm:py-3.5">
      <th scope="row" className="py-2.5 pl-3.5 pr-3 font-normal max-sm:col-span-2 max-sm:p-0">
        <span className="block font-medium">{name}</span>
        <span className="block text-[0.8125rem] text-muted">{about}</span>
      </th>
      <td className="px-3 py-2.5 max-sm:col-span-2 max-sm:p-0">
        <Segmented
          label={`Level of ${name}`}
          value={rule.level}
          onChange={setLevel}
          options={canWrite ? levels : levels.slice(0, 2)}
        />
      </td>
      <td className="px-3 py-2.5 max-sm:p-0 max-sm:empty:hidden">
        {canDelete && (
          <Check
            label="Allow delete"
            group={name}
            checked={rule.allowDelete}
            disabled={!writes}
            onChange={(allowDelete) => onChange({ ...rule, allowDelete })}
          />
        )}
      </td>
      <td className="px-3 py-2.5 max-sm:p-0 max-sm:empty:hidden">
        {canWrite && (
          <Check
            label="Require approval"
            group={name}
            checked={rule.requireApproval}
            disabled={!writes}
            onChange={(requireApproval) => onChange({ ...rule, requireApproval })}
          />
        )}
      </td>
    </tr>
  );
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="px-3 py-2 font-medium first:pl-3.5">
      {children}
    </th>
  );
}

function Check({
  label,
  group,
  checked,
  disabled,
  onChange,
}: {
  label: string;
  group: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label
      className="-m-1 flex w-fit cursor-pointer items-center gap-2 rounded p-1 has-disabled:cursor-not-allowed has-disabled:opacity-50"
      title={disabled ? "Only with the level Write" : undefined}
    >
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      <span className="sm:sr-only">{label}</span>
      <span className="sr-only"> in {group}</span>
    </label>
  );
}
