import type { InsightKind } from "@tributary/sdk";

/** In the order in which they stand on the page. */
export const insightKinds: readonly { kind: InsightKind; one: string; many: string }[] = [
  { kind: "decision", one: "decision", many: "Decisions" },
  { kind: "next_step", one: "next step", many: "Next steps" },
  { kind: "task", one: "task", many: "Tasks" },
  { kind: "note", one: "note", many: "Notes" },
];
