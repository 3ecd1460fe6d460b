import type { Connection } from "@tributary/sdk";
import { tributary } from "../api/client.ts";
import { dataOf } from "../api/data-of.ts";
import { type Choice, Combobox } from "../ui/combobox.tsx";

const most = 20;

/** A page of a connection's site, of one space where `spaceId` is given. The choice's value is the page's id. */
export function PagePicker({
  connection,
  spaceId,
  ...rest
}: {
  connection: Pick<Connection, "id">;
  spaceId?: string | undefined;
  value: Choice | undefined;
  onChange: (page: Choice | undefined) => void;
  label?: string;
  hint?: string;
  required?: boolean;
}) {
  const within = spaceId === undefined ? {} : { spaceId };
  return (
    <Combobox
      label="Page"
      placeholder="Search by title or words"
      {...rest}
      queryKey={["pages", connection.id, spaceId]}
      find={async (typed, signal) => {
        const request = { connectionId: connection.id };
        if (typed === "") {
          const recent = await tributary.tools.execute(
            "confluence_list_pages",
            { ...request, arguments: { ...within, sort: "-modified-date", limit: most } },
            { signal },
          );
          return dataOf(recent).items.map(({ id, title }) => ({ value: id, label: title }));
        }
        const found = await tributary.tools.execute(
          "confluence_search_content",
          { ...request, arguments: { ...within, query: typed, limit: most } },
          { signal },
        );
        return dataOf(found)
          .items.filter(({ type }) => type === "page")
          .flatMap(({ id, title, spaceName }) =>
            id === undefined
              ? []
              : [{ value: id, label: title, ...(spaceName !== undefined && { detail: spaceName }) }],
          );
      }}
    />
  );
}
