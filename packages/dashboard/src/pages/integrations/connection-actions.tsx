import type { Connection } from "@tributary/sdk";
import { Ellipsis } from "lucide-react";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";

export type CardAction = "reconnect" | "rename" | "choose-site" | "disconnect";

type Offer = { action: CardAction; word: string; primary?: boolean };

/** What can be done with a connection in its state; the step it waits for first, as the primary one. */
export function offersFor({ status, type, sites }: Pick<Connection, "status" | "type" | "sites">): Offer[] {
  const consent = type === "oauth2";
  switch (status) {
    case "initiated":
      return [
        { action: "reconnect", word: "Continue", primary: true },
        { action: "disconnect", word: "Discard" },
      ];
    case "disconnected":
      return consent ? [{ action: "reconnect", word: "Reconnect", primary: true }] : [];
    default: {
      const active = status === "active";
      const offers: (Offer | false)[] = [
        status === "choose_site" && { action: "choose-site", word: "Choose site", primary: true },
        active && sites.length > 1 && { action: "choose-site", word: "Change site" },
        consent && { action: "reconnect", word: "Reconnect", primary: status === "expired" },
        { action: "rename", word: "Rename" },
        { action: "disconnect", word: "Disconnect" },
      ];
      return offers.filter((offer) => offer !== false);
    }
  }
}

/** Buttons where there is room; on a phone the primary one, and the rest in a menu. */
export function ConnectionActions({
  connection,
  onAction,
}: {
  connection: Connection;
  onAction: (action: CardAction) => void;
}) {
  const offers = offersFor(connection);
  const rest = offers.filter(({ primary }) => !primary);
  return (
    <div className="flex shrink-0 items-center gap-1">
      {offers.map(({ action, word, primary }) => (
        <Button
          key={action}
          size="sm"
          variant={primary ? "primary" : "ghost"}
          className={primary ? "" : "max-md:hidden"}
          onClick={() => onAction(action)}
        >
          {word}
          <span className="sr-only"> {connection.name}</span>
        </Button>
      ))}
      {rest.length > 0 && (
        <div className="md:hidden">
          <Menu
            trigger={
              <IconButton label={`More for ${connection.name}`}>
                <Ellipsis aria-hidden className="size-5" />
              </IconButton>
            }
          >
            {rest.map(({ action, word }) => (
              <MenuItem
                key={action}
                onSelect={() => onAction(action)}
                {...(action === "disconnect" && { tone: "bad" as const })}
              >
                {word}
              </MenuItem>
            ))}
          </Menu>
        </div>
      )}
    </div>
  );
}
