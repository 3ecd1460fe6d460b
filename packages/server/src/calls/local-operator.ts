import type { Caller } from "./caller.ts";

/** The command line on the server's own machine: whoever may read the data folder may do what an admin may. */
export const localOperator = {
  kind: "member",
  id: "local",
  name: "Command line",
  role: "admin",
} as const satisfies Caller;
