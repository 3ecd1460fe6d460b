export type * from "./seed/seed-site.ts";
