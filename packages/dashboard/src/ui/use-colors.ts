import { useEffect, useState } from "react";
import { useMediaQuery } from "./use-media-query.ts";

/** What tokens of the theme come out as now, for what is painted on a canvas. */
export function useColors<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const dark = useMediaQuery("(prefers-color-scheme: dark)");
  const key = names.join(" ");
  const [colors, setColors] = useState(() => read(names));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the system's theme is among what they depend on.
  useEffect(() => {
    const update = () => setColors(read(key.split(" ") as Name[]));
    update();
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [key, dark]);
  return colors;
}

/**
 * The browser resolves `light-dark()` only in a color that is in use. One element for each: where an element's color
 * changes, a transition (those who want less motion have one of a millisecond everywhere) still shows the color before.
 */
function read<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const colors = names.map((name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(--color-${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return [name, color] as const;
  });
  return Object.fromEntries(colors) as Record<Name, string>;
}
