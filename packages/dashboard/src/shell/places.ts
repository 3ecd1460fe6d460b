import type { LinkProps } from "@tanstack/react-router";

/** Somewhere in the dashboard. `also`: other words people look for it by. */
export type Place = {
  label: string;
  kind: string;
  to: LinkProps["to"];
  params?: object;
  search?: object;
  also?: string;
};

/** The pages there always are. */
export const pages: Place[] = [
  { label: "Integrations", kind: "Page", to: "/integrations", also: "connections connect confluence sites accounts" },
  { label: "Agents", kind: "Page", to: "/agents", also: "policies permissions keys" },
  { label: "Approvals", kind: "Page", to: "/approvals", also: "inbox waiting" },
  { label: "Meetings", kind: "Page", to: "/meetings", also: "insights minutes notes" },
  { label: "Knowledge", kind: "Page", to: "/knowledge", also: "search sync sources documents" },
  { label: "Recently changed", kind: "Knowledge", to: "/knowledge", search: { view: "changes" } },
  { label: "Digest", kind: "Knowledge", to: "/knowledge", search: { view: "digest" } },
  { label: "Playground", kind: "Page", to: "/playground", also: "tools try" },
  { label: "API call", kind: "Playground", to: "/playground/api-call", also: "request raw" },
  { label: "Activity", kind: "Page", to: "/activity", also: "record calls audit log undo" },
  {
    label: "Charts and limits",
    kind: "Activity",
    to: "/activity",
    search: { view: "charts" },
    also: "rate budget errors",
  },
  { label: "Your account", kind: "Settings", to: "/settings/account", also: "password sessions api keys" },
  { label: "Members", kind: "Settings", to: "/settings/members", also: "invite roles people" },
  { label: "Minutes", kind: "Settings", to: "/settings/minutes", also: "template" },
  { label: "Data", kind: "Settings", to: "/settings/data", also: "retention backup encryption" },
  { label: "About", kind: "Settings", to: "/settings/about", also: "version" },
];

/** At most these many are listed. */
const most = 12;

/** The places in whose name, kind or other words every word typed stands; those whose name begins so come first. */
export function findPlaces(places: readonly Place[], typed: string): Place[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const rank = ({ label }: Place) => {
    const name = label.toLowerCase();
    return name.startsWith(first) ? 0 : name.split(/\s+/).some((word) => word.startsWith(first)) ? 1 : 2;
  };
  return places
    .filter(({ label, kind, also = "" }) => {
      const all = `${label} ${kind} ${also}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, most);
}
