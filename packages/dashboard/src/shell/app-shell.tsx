import { Outlet, useLocation } from "@tanstack/react-router";
import { Menu as MenuIcon, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLive } from "../api/use-live.ts";
import { IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Key, KeyboardHelp } from "../ui/keyboard-help.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { Navigation } from "./navigation.tsx";
import { ReachNotice } from "./reach-notice.tsx";
import { ThemeMenu } from "./theme-menu.tsx";
import { useWarmPages } from "./use-warm-pages.ts";

const GoTo = lazy(async () => ({ default: (await import("./go-to.tsx")).GoTo }));
const goToKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? ["⌘", "K"] : ["Ctrl", "K"];

/** What every page of a signed-in member stands in: navigation at the side, or behind a button on a phone. */
export function AppShell() {
  const { reachable, retry } = useLive();
  useWarmPages();
  const [open, setOpen] = useState<"menu" | "go-to" | "keys">();
  const close = () => setOpen(undefined);
  const { pathname } = useLocation();
  // The approvals have keys of their own, and tell of these as well.
  useKeys({ "?": pathname.startsWith("/approvals") ? undefined : () => setOpen("keys") });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      // In a text editor the keys make a link.
      if (event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      setOpen("go-to");
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-1 border-b bg-surface px-3 md:hidden">
        <IconButton label="Open navigation" onClick={() => setOpen("menu")}>
          <MenuIcon aria-hidden className="size-5" />
        </IconButton>
        <div className="mr-auto ml-1">
          <Brand />
        </div>
        <IconButton label="Go to" onClick={() => setOpen("go-to")}>
          <Search aria-hidden className="size-4.5" />
        </IconButton>
        <ThemeMenu />
        <AccountMenu compact />
      </header>
      {open === "menu" && (
        <Dialog shape="menu" title={<Brand />} onClose={close}>
          <Navigation onNavigate={close} />
        </Dialog>
      )}
      {open === "go-to" && (
        <Suspense>
          <GoTo onClose={close} />
        </Suspense>
      )}
      {open === "keys" && <KeyboardHelp meanings={[]} onClose={close} />}
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sunken px-3 py-4 md:flex">
        <div className="mb-4 px-2">
          <Brand />
        </div>
        <button
          type="button"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOpen("go-to")}
          className="mb-3 flex h-8.5 items-center gap-2.5 rounded-md border bg-surface px-2.5 text-muted transition-colors hover:border-edge hover:text-ink"
        >
          <Search aria-hidden className="size-4" />
          Go to
          <span aria-hidden className="ml-auto flex gap-0.5 pointer-coarse:hidden">
            {goToKeys.map((key) => (
              <Key key={key}>{key}</Key>
            ))}
          </span>
        </button>
        <Navigation />
        <div className="mt-auto flex items-center gap-1 border-t pt-3">
          <AccountMenu />
          <ThemeMenu />
        </div>
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <ReachNotice reachable={reachable} onRetry={retry} />
        <div className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-9">
          <Outlet />
        </div>
      </main>
    </div>
  );
}
