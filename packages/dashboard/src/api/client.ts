import { Tributary } from "@tributary/sdk";

/** The session cookie of this origin is the key. */
export const tributary = new Tributary({ baseUrl: window.location.origin, clientName: "dashboard" });
