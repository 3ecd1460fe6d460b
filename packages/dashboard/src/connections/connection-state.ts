import type { Connection, ConnectionStatus } from "@tributary/sdk";
import type { Tone } from "../ui/badge.tsx";

/** How each status is shown: its word, its colour, and what it means for the person. */
export const connectionState: Record<ConnectionStatus, { word: string; tone: Tone; live?: true }> = {
  initiated: { word: "Waiting for consent", tone: "accent", live: true },
  choose_site: { word: "Choose a site", tone: "warn" },
  active: { word: "Connected", tone: "good" },
  expired: { word: "Expired", tone: "bad" },
  disconnected: { word: "Disconnected", tone: "neutral" },
};

/** What the person should know about a connection that is not active. */
export function connectionAdvice({ status, statusReason, type, sites }: Connection): string | undefined {
  switch (status) {
    case "active":
      return undefined;
    case "initiated":
      return "The consent at Atlassian is not finished. The link is good for ten minutes; continue with a new one any time.";
    case "choose_site":
      return `The account granted ${sites.length} sites. Tools work as soon as you choose one.`;
    case "expired":
      return `${statusReason ?? "Atlassian no longer accepts the stored tokens."} Until you ${
        type === "oauth2" ? "reconnect" : "connect with a new API token"
      }, tools fail and what was synced is left out of search. Nothing is lost.`;
    case "disconnected":
      return statusReason ?? "The tokens were wiped. Nothing can be read or written through it.";
  }
}

const unusableWords: Partial<Record<ConnectionStatus, string>> = {
  expired: "has expired",
  choose_site: "waits for the choice of a site",
  initiated: "waits for consent",
  disconnected: "is disconnected",
};

/** Why nothing goes through a connection, to be said after its name; undefined when it works. */
export const unusableInWords = (connection: Pick<Connection, "status"> | undefined): string | undefined =>
  connection && unusableWords[connection.status];

/** Of connections none of which works, the one a person would mend: a step from working, and the newest such. */
export function mendable(connections: readonly Connection[]): Connection | undefined {
  const newest = connections.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return newest.find(({ status }) => status === "expired") ?? newest.find(({ status }) => status === "choose_site");
}
