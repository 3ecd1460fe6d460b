import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  Activity,
  Blocks,
  BookOpen,
  Bot,
  type LucideIcon,
  MessagesSquare,
  Settings,
  SquareTerminal,
  Stamp,
} from "lucide-react";
import { pendingApprovalsQuery } from "../api/approval-queries.ts";

type Place =
  | "/integrations"
  | "/agents"
  | "/approvals"
  | "/meetings"
  | "/knowledge"
  | "/playground"
  | "/activity"
  | "/settings";

const places: { to: Place; label: string; Icon: LucideIcon }[] = [
  { to: "/integrations", label: "Integrations", Icon: Blocks },
  { to: "/agents", label: "Agents", Icon: Bot },
  { to: "/approvals", label: "Approvals", Icon: Stamp },
  { to: "/meetings", label: "Meetings", Icon: MessagesSquare },
  { to: "/knowledge", label: "Knowledge", Icon: BookOpen },
  { to: "/playground", label: "Playground", Icon: SquareTerminal },
  { to: "/activity", label: "Activity", Icon: Activity },
  { to: "/settings", label: "Settings", Icon: Settings },
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
              {to === "/approvals" && <WaitingCount />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many writes wait for a person. */
function WaitingCount() {
  const { data } = useQuery(pendingApprovalsQuery);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <span className="ml-auto rounded-full bg-accent px-1.5 text-xs leading-5 font-semibold text-on-accent tabular-nums">
      {data.items.length}
      {data.cursor !== undefined && "+"}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
