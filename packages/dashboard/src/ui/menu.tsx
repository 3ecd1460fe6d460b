import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

/** A menu behind a button. Not modal, so that the page keeps its scroll bar and needs no injected style. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 min-w-48 animate-enter rounded-lg border bg-surface p-1 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  "flex h-8 cursor-default items-center gap-2.5 rounded-md px-2.5 outline-none select-none data-highlighted:bg-hover pointer-coarse:h-10";

export function MenuItem({
  icon,
  tone,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  tone?: "bad";
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={`${itemClass} ${tone === "bad" ? "text-bad" : ""}`}>
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuChoice<Value extends string>({
  value,
  onChange,
  options,
}: {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon: ReactNode }[];
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={`${itemClass} data-[state=checked]:font-medium data-[state=checked]:text-accent`}
        >
          {option.icon}
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
