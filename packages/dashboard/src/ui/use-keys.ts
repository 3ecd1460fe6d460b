import { useEffect, useRef, useSyncExternalStore } from "react";
import { remember, remembered } from "./remembered.ts";

const key = "single-keys";
const listeners = new Set<() => void>();
let on = remembered(key) !== "off";
const areOn = () => on;

/** Whether single keys do things, kept on this device. People who speak to their computer turn them off. */
export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const now = useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  }, areOn);
  return [
    now,
    (next) => {
      on = next;
      remember(key, next ? undefined : "off");
      for (const changed of listeners) changed();
    },
  ];
}

const takesText =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=menu], [role=listbox], [contenteditable]";

/** Runs what belongs to a key pressed outside of text fields and dialogs. Keys are named as in `KeyboardEvent.key`. */
export function useKeys(keys: Record<string, (() => void) | undefined>): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !areOn()) return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest(takesText) !== null) return;
      if (document.querySelector("dialog[open]") !== null) return;
      const run = current.current[event.key];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
