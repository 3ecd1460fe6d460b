import { TributaryError } from "../base/errors.ts";
import type { ConnectionChoice } from "../calls/caller.ts";
import { readNames, readToolsets, selectTools } from "../calls/offered-tools.ts";
import { findTool } from "../tools/catalogue.ts";

/** What a client asks for in the address it connects to. It narrows what its caller may do, and can widen nothing. */
export type Selection = ConnectionChoice & {
  siteId?: string;
  /** `primary`: the usual list, with the rest behind discover. `flat`: everything of `tools` is listed. */
  shape: "primary" | "flat";
  /** What may be called at all; undefined = whatever the policy allows. */
  tools?: ReadonlySet<string>;
  /** What may not. */
  exclude: ReadonlySet<string>;
};

const parameters = ["tools", "toolsets", "exclude", "connectionId", "userId", "siteId"];

/** Reads `?tools=`, `?toolsets=`, `?exclude=` and the connection. Throws `invalid_input` for what it does not know. */
export function readSelection(url: URL): Selection {
  const query = url.searchParams;
  const unknown = [...query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) {
    throw new TributaryError("invalid_input", `The address has no parameter ${unknown}.`, {
      hint: `Its parameters are: ${parameters.join(", ")}.`,
    });
  }
  const named = readNames(query.get("tools") ?? "");
  const groups = readToolsets(query.get("toolsets") ?? "");
  const wantsAll = named.includes("all");
  const tools = new Set(named.filter((name) => name !== "all").map((name) => findTool(name).name));
  if (groups.length > 0) for (const { name } of selectTools({ toolsets: groups })) tools.add(name);
  const place = Object.fromEntries(
    ["connectionId", "userId", "siteId"].map((name) => [name, query.get(name) ?? undefined]),
  );
  return {
    shape: wantsAll || tools.size > 0 ? "flat" : "primary",
    ...(!wantsAll && tools.size > 0 && { tools }),
    exclude: new Set(readNames(query.get("exclude") ?? "").map((name) => findTool(name).name)),
    ...(JSON.parse(JSON.stringify(place)) as ConnectionChoice & { siteId?: string }),
  };
}

/** Whether a tool may be called through this address, whatever the policy says. */
export const isSelected = ({ tools, exclude }: Selection, name: string): boolean =>
  !exclude.has(name) && (tools === undefined || tools.has(name));
