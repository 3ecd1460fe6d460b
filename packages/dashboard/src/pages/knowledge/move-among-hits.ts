import type { KeyboardEvent } from "react";

/** The arrows go from the field to what was found and along it; Escape goes back to the field. */
export function moveAmongHits(event: KeyboardEvent<HTMLElement>, field: HTMLElement | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = hits.indexOf(event.target as HTMLElement);
  const inField = event.target === field;
  if (!inField && at === -1) return;
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 && !(event.key === "Escape" && at !== -1)) return;
  const next = step === 0 || (at === 0 && step === -1) ? field : hits[inField ? (step === 1 ? 0 : -1) : at + step];
  if (next === undefined || next === null) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
