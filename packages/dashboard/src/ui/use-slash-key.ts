import { type RefObject, useRef } from "react";
import { useKeys } from "./use-keys.ts";

/** Puts the focus into the element when "/" is pressed outside of text fields and dialogs. */
export function useSlashKey<Element extends HTMLElement>(): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useKeys({ "/": () => ref.current?.focus() });
  return ref;
}
