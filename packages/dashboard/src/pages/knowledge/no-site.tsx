import { Link } from "@tanstack/react-router";
import { Plug } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** In place of what only a connected site can tell. */
export function NoSite({ loading }: { loading: boolean }) {
  if (loading) {
    return (
      <Card className="p-5">
        <Skeleton lines={4} label="Loading sources" />
      </Card>
    );
  }
  return (
    <EmptyState
      icon={Plug}
      title="No site is connected"
      actions={
        <Link to="/integrations" className={buttonClass("primary")}>
          Go to Integrations
        </Link>
      }
    >
      Changes are shown of sites whose account you may use.
    </EmptyState>
  );
}
