import { Link } from "@tanstack/react-router";
import type { Connection } from "@tributary/sdk";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { mendable, unusableInWords } from "./connection-state.ts";

/** In place of what needs a connection that works: which one to mend, or to connect one. `children`: what it is for. */
export function NoConnection({ connections, children }: { connections: readonly Connection[]; children: ReactNode }) {
  const one = mendable(connections);
  return (
    <Notice
      tone="warn"
      title={
        one === undefined ? (
          "Connect your Confluence account first"
        ) : (
          <>
            The connection “<bdi>{one.name}</bdi>” {unusableInWords(one)}
          </>
        )
      }
      actions={
        <Link to="/integrations" className={buttonClass("primary", "sm")}>
          {one === undefined ? "Go to Integrations" : one.status === "expired" ? "Reconnect it" : "Choose the site"}
        </Link>
      }
    >
      {children}
    </Notice>
  );
}
