import type { Writer } from "./writer.ts";

export interface Handler {
  /** Whether to go into the element. */
  enter(w: Writer, node: number): boolean;
  leave?(w: Writer, node: number): void;
}
