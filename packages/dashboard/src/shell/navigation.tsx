import { Link } from "@tanstack/react-router";
import { Activity, Blocks, type LucideIcon, MessagesSquare, Wrench } from "lucide-react";

const places: { to: "/integrations" | "/meetings" | "/tools" | "/activity"; label: string; Icon: LucideIcon }[] = [
  { to: "/integrations", label: "Integrations", Icon: Blocks },
  { to: "/meetings", label: "Meetings", Icon: MessagesSquare },
  { to: "/tools", label: "Tools", Icon: Wrench },
  { to: "/activity", label: "Activity", Icon: Activity },
];

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <nav aria-label="Main">
      <ul className="space-y-0.5">
        {places.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link
              to={to}
              onClick={onNavigate}
              className="flex h-8.5 items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11 aria-[current=page]:bg-accent/10 aria-[current=page]:text-accent"
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
