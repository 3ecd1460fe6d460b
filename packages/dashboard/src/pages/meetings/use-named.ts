import { useQuery } from "@tanstack/react-query";
import { tributary } from "../../api/client.ts";
import { dataOf } from "../../api/data-of.ts";
import type { Choice } from "../../ui/combobox.tsx";

/**
 * A choice of earlier with its name. The server remembers the id alone, and this browser the names of what was chosen
 * in it; for what was chosen elsewhere Confluence is asked. Until it has answered, and where it is gone, the id stands
 * for it.
 */
export function useNamed(what: "space" | "page", connectionId: string, choice: Choice | undefined): Choice | undefined {
  const unnamed = choice !== undefined && choice.label === choice.value;
  const id = choice?.value ?? "";
  const { data } = useQuery({
    queryKey: ["name", what, connectionId, id],
    enabled: unnamed,
    staleTime: 5 * 60_000,
    async queryFn({ signal }) {
      const options = { signal };
      if (what === "space") {
        const request = { connectionId, arguments: { spaceId: id } };
        return dataOf(await tributary.tools.execute("confluence_get_space", request, options)).name;
      }
      const request = { connectionId, arguments: { pageId: id } };
      return dataOf(await tributary.tools.execute("confluence_get_page", request, options)).title;
    },
  });
  return choice !== undefined && unnamed && data != null ? { ...choice, label: data } : choice;
}
