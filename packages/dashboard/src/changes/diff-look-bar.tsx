import type { DiffLook } from "../diff/use-diff-look.ts";
import { Segmented } from "../ui/segmented.tsx";

/** Chooses how changes of texts are shown. */
export function DiffLookBar({
  look,
  choose,
  roomForTwo,
}: {
  look: DiffLook;
  choose: (change: Partial<DiffLook>) => void;
  roomForTwo: boolean;
}) {
  return (
    <div className="flex flex-wrap gap-2">
      <Segmented
        label="Show changes as"
        value={look.format}
        onChange={(format) => choose({ format })}
        options={[
          { value: "rendered", label: "Rendered" },
          { value: "source", label: "Source" },
        ]}
      />
      {roomForTwo && (
        <Segmented
          label="Columns"
          value={look.columns === 2 ? "two" : "one"}
          onChange={(columns) => choose({ columns: columns === "two" ? 2 : 1 })}
          options={[
            { value: "one", label: "Unified" },
            { value: "two", label: "Side by side" },
          ]}
        />
      )}
    </div>
  );
}
