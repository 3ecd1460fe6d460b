import { useState } from "react";

export type Theme = "system" | "light" | "dark";

const key = "tributary:theme";

/** The chosen theme. `public/theme.js` applies it before the first paint; this changes it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const { theme: set } = document.documentElement.dataset;
    return set === "light" || set === "dark" ? set : "system";
  });
  return [
    theme,
    (next) => {
      setTheme(next);
      if (next === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = next;
      try {
        if (next === "system") localStorage.removeItem(key);
        else localStorage.setItem(key, next);
      } catch {
        // Storage is forbidden: the choice holds for this page only.
      }
    },
  ];
}
