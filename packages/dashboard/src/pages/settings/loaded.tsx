import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Card } from "../../ui/card.tsx";
import { ErrorNotice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** What was asked for, once it is there; until then grey lines, or what went wrong with a way to try again. */
export function Loaded<Data>({
  query,
  what,
  lines = 3,
  children,
}: {
  query: UseQueryResult<Data>;
  what: string;
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Card className="p-5">
      <Skeleton lines={lines} label={`Loading ${what}`} />
    </Card>
  );
}
