import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { tributary } from "../api/client.ts";
import { dataOf } from "../api/data-of.ts";
import { type Choice, Combobox } from "../ui/combobox.tsx";

type Space = { id: string; key: string; name: string; type: string };

/** Every space the connection's account sees, by name. */
export const spacesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["spaces", connectionId],
    staleTime: 5 * 60_000,
    async queryFn({ signal }) {
      const spaces: Space[] = [];
      let cursor: string | undefined;
      do {
        const page = dataOf(
          await tributary.tools.execute(
            "confluence_list_spaces",
            { connectionId, arguments: { limit: 250, ...(cursor !== undefined && { cursor }) } },
            { signal },
          ),
        );
        spaces.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return spaces;
    },
  });

/** A space of a connection. The choice's value is the space's id. */
export function SpacePicker({
  connection,
  ...rest
}: {
  connection: Pick<Connection, "id">;
  value: Choice | undefined;
  onChange: (space: Choice | undefined) => void;
  label?: string;
  hint?: string;
  required?: boolean;
}) {
  const client = useQueryClient();
  return (
    <Combobox
      label="Space"
      {...rest}
      queryKey={["spaces", connection.id]}
      find={async (typed) => {
        const spaces = await client.fetchQuery(spacesQuery(connection.id));
        const words = typed.toLowerCase();
        const fits = ({ name, key }: Space) => `${name} ${key}`.toLowerCase().includes(words);
        return spaces
          .filter(fits)
          .slice(0, 100)
          .map(({ id, name, key, type }) => ({
            value: id,
            label: name,
            detail: type === "personal" ? "Personal space" : key,
          }));
      }}
    />
  );
}
