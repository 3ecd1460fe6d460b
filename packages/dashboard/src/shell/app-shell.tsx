import { Outlet } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { useState } from "react";
import { useLive } from "../api/use-live.ts";
import { IconButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Brand } from "./brand.tsx";
import { Navigation } from "./navigation.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

/** What every page of a signed-in member stands in: navigation at the side, or behind a button on a phone. */
export function AppShell() {
  useLive();
  const [menuOpen, setMenuOpen] = useState(false);
  const closeMenu = () => setMenuOpen(false);
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex h-13 items-center gap-1 border-b bg-surface px-3 md:hidden">
        <IconButton label="Open navigation" onClick={() => setMenuOpen(true)}>
          <MenuIcon aria-hidden className="size-5" />
        </IconButton>
        <div className="mr-auto ml-1">
          <Brand />
        </div>
        <ThemeMenu />
        <AccountMenu compact />
      </header>
      {menuOpen && (
        <Dialog shape="menu" title={<Brand />} onClose={closeMenu}>
          <Navigation onNavigate={closeMenu} />
        </Dialog>
      )}
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sunken px-3 py-4 md:flex">
        <div className="mb-5 px-2">
          <Brand />
        </div>
        <Navigation />
        <div className="mt-auto flex items-center gap-1 border-t pt-3">
          <AccountMenu />
          <ThemeMenu />
        </div>
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-9">
          <Outlet />
        </div>
      </main>
    </div>
  );
}
