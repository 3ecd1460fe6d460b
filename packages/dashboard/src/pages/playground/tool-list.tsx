import { Link } from "@tanstack/react-router";
import type { Tool } from "@tributary/sdk";
import { byGroup } from "../../tools/find-tools.ts";

const effects: Record<Tool["effect"], string | undefined> = { read: undefined, write: "write", delete: "delete" };

/** The tools by group; the chosen one is marked. */
export function ToolList({ tools }: { tools: readonly Tool[] }) {
  return (
    <nav aria-label="Tools" className="space-y-4">
      {byGroup(tools).map(([group, members]) => (
        <section key={group} aria-label={group}>
          <h2 className="mb-1 px-2.5 text-xs font-medium text-muted">{group}</h2>
          <ul>
            {members.map(({ name, title, effect }) => (
              <li key={name}>
                <Link
                  from="/playground"
                  to="/playground"
                  search={(before) => ({ ...before, tool: name, args: undefined })}
                  data-hit
                  className="flex min-h-8 items-center gap-2 rounded-md px-2.5 py-1 hover:bg-hover pointer-coarse:min-h-11 aria-[current=page]:bg-accent/10 aria-[current=page]:font-medium aria-[current=page]:text-accent"
                >
                  <span className="min-w-0 flex-1 truncate">{title}</span>
                  {effects[effect] !== undefined && (
                    <span className={`text-xs ${effect === "delete" ? "text-bad" : "text-muted"}`}>
                      {effects[effect]}
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
