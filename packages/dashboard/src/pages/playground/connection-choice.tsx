import { useQuery } from "@tanstack/react-query";
import type { Connection } from "@tributary/sdk";
import { connectionsQuery } from "../../api/queries.ts";
import { NoConnection } from "../../connections/no-connection.tsx";
import { Select } from "../../ui/field.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";

/** The connection a call goes through: the one asked for, else the first that works. */
export function useChosenConnection(asked: string | undefined) {
  const query = useQuery(connectionsQuery);
  const usable = query.data?.filter(({ status }) => status === "active");
  return { query, usable, chosen: usable?.find(({ id }) => id === asked) ?? usable?.[0] };
}

/** Chooses among several connections; with one there is nothing to choose, with none it says what to do. */
export function ConnectionChoice({
  connections: { query, usable, chosen },
  onChange,
}: {
  connections: ReturnType<typeof useChosenConnection>;
  onChange: (id: string) => void;
}) {
  if (query.isError && usable === undefined) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />;
  if (usable === undefined) return null;
  if (usable.length === 0) {
    return <NoConnection connections={query.data ?? []}>Tools work on a connected site.</NoConnection>;
  }
  if (usable.length === 1 && chosen !== undefined) {
    return <p className="text-[0.8125rem] text-muted">Works on {siteOf(chosen)}.</p>;
  }
  return (
    <Select label="Works on" value={chosen?.id ?? ""} onChange={(event) => onChange(event.target.value)}>
      {usable.map((connection) => (
        <option key={connection.id} value={connection.id}>
          {connection.name}: {siteOf(connection)}
        </option>
      ))}
    </Select>
  );
}

const siteOf = ({ site, account }: Connection) =>
  `${site?.name ?? "a site"}${account === null ? "" : ` as ${account.name}`}`;
