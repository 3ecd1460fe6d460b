import { getRouteApi } from "@tanstack/react-router";
import type { Me } from "@tributary/sdk";

const app = getRouteApi("/app");

/** The signed-in member; only for what stands inside the app shell. */
export function useMe(): Me {
  return app.useRouteContext().me;
}

/** What the member may do here. The server decides; this keeps people from being offered what it would refuse. */
export function useRights(): { mayConnect: boolean; mayAct: boolean; mayConfigure: boolean } {
  const me = useMe();
  const role = me.kind === "member" ? me.role : "viewer";
  return { mayConnect: role !== "viewer", mayAct: role !== "viewer", mayConfigure: role === "admin" };
}
