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

/** The browser resolves `light-dark()` only in a color that is in use. */
function read<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colors = names.map((name) => {
    probe.style.color = `var(--color-${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors) as Record<Name, string>;
}
