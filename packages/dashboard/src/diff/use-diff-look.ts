import { useCallback, useState } from "react";
import { remember, remembered } from "../ui/remembered.ts";
import { useMediaQuery } from "../ui/use-media-query.ts";

export type DiffLook = { format: "rendered" | "source"; columns: 1 | 2 };

const key = "diff";

function chosenBefore(): DiffLook {
  const stored = remembered(key) ?? "";
  return { format: stored.includes("source") ? "source" : "rendered", columns: stored.includes("2") ? 2 : 1 };
}

/** How the person likes to read changes, kept for the next time. A phone has room for one column only. */
export function useDiffLook(): { look: DiffLook; choose: (change: Partial<DiffLook>) => void; roomForTwo: boolean } {
  const [chosen, setChosen] = useState(chosenBefore);
  const roomForTwo = useMediaQuery("(min-width: 48rem)");
  const choose = useCallback((change: Partial<DiffLook>) => {
    setChosen((before) => {
      const next = { ...before, ...change };
      remember(key, `${next.format} ${next.columns}`);
      return next;
    });
  }, []);
  return { look: roomForTwo ? chosen : { ...chosen, columns: 1 }, choose, roomForTwo };
}
