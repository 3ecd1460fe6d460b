import { useCallback, useState } from "react";
import { useMediaQuery } from "../ui/use-media-query.ts";

export type DiffLook = { format: "rendered" | "source"; columns: 1 | 2 };

const key = "tributary.diff";

function remembered(): DiffLook {
  const stored = localStorage.getItem(key) ?? "";
  return { format: stored.includes("source") ? "source" : "rendered", columns: stored.includes("2") ? 2 : 1 };
}

/** How the person likes to read changes, kept for the next time. A phone has room for one column only. */
export function useDiffLook(): { look: DiffLook; choose: (change: Partial<DiffLook>) => void; roomForTwo: boolean } {
  const [chosen, setChosen] = useState(remembered);
  const roomForTwo = useMediaQuery("(min-width: 48rem)");
  const choose = useCallback((change: Partial<DiffLook>) => {
    setChosen((before) => {
      const next = { ...before, ...change };
      localStorage.setItem(key, `${next.format} ${next.columns}`);
      return next;
    });
  }, []);
  return { look: roomForTwo ? chosen : { ...chosen, columns: 1 }, choose, roomForTwo };
}
