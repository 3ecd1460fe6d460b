import { type ReactNode, useEffect } from "react";
import { Card } from "../ui/card.tsx";
import { Brand } from "./brand.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

/** The frame of the pages before one is signed in. */
export function EntryFrame({
  title,
  description,
  children,
}: {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Tributary`;
  }, [title]);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-5 py-4">
        <Brand />
        <ThemeMenu />
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-[12vh]">
        <Card className="p-6 sm:p-8">
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          {description !== undefined && <p className="mt-1.5 text-muted text-pretty">{description}</p>}
          <div className="mt-6">{children}</div>
        </Card>
      </main>
    </div>
  );
}
