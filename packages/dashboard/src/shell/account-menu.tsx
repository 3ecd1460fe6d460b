import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserRound } from "lucide-react";
import { tributary } from "../api/client.ts";
import { useMe } from "../api/use-me.ts";
import { Initials } from "../ui/initials.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { useToast } from "../ui/toast.tsx";

/** Who is signed in, and the way out. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const me = useMe();
  const toast = useToast();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => tributary.session.signOut(),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: "/sign-in", search: { next: undefined } });
    },
    onError: toast.failed,
  });
  return (
    <Menu
      align={compact ? "end" : "start"}
      trigger={
        <button
          type="button"
          className={`flex min-w-0 items-center gap-2.5 rounded-md p-1 text-left hover:bg-hover ${compact ? "" : "flex-1"}`}
        >
          <Initials name={me.name} />
          <span className="sr-only">Account{compact && ` of ${me.name}`}</span>
          {!compact && (
            <span className="min-w-0 leading-tight">
              <span className="block truncate text-[0.8125rem] font-medium">{me.name}</span>
              <span className="block truncate text-xs text-muted">{me.kind === "member" ? me.role : "agent"}</span>
            </span>
          )}
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2 text-[0.8125rem]">
        <p className="font-medium">{me.name}</p>
        {me.kind === "member" && <p className="text-muted">{me.email}</p>}
      </div>
      <MenuItem
        icon={<UserRound aria-hidden className="size-4" />}
        onSelect={() => void navigate({ to: "/settings/account" })}
      >
        Your account
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden className="size-4" />} onSelect={() => signOut.mutate()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
