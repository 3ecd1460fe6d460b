import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useRights } from "../../api/use-me.ts";
import { Page } from "../../ui/page.tsx";
import { tabClass } from "../../ui/tab-class.ts";

const parts = [
  { to: "/settings/account", label: "Your account" },
  { to: "/settings/members", label: "Members" },
  { to: "/settings/minutes", label: "Minutes" },
  { to: "/settings/data", label: "Data" },
  { to: "/settings/about", label: "About" },
] as const;

/** What all parts of Settings stand in. Each part has an address of its own. */
export function SettingsPage() {
  const { mayConfigure } = useRights();
  const { pathname } = useLocation();
  const part = parts.find(({ to }) => to === pathname);
  return (
    <Page
      title="Settings"
      tabTitle={part === undefined ? "Settings" : `${part.label} · Settings`}
      description={
        mayConfigure
          ? "Your own sign-in and keys, who else is here, and how this server keeps its data."
          : "Your own sign-in and keys. What concerns everybody is shown here, and changed by an admin."
      }
    >
      <nav aria-label="Settings" className="-mx-4 mb-6 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
        <ul className="flex gap-5">
          {parts.map(({ to, label }) => (
            <li key={to}>
              <Link to={to} replace className={tabClass}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="space-y-8">
        <Outlet />
      </div>
    </Page>
  );
}
