import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** Milliseconds after which the first page has what it needs. */
const calm = 1500;

/**
 * Fetches the other pages' code when the first one is there: going to one shows it at once, and while the server is
 * away the page itself can say so, where the browser would show its own.
 */
export function useWarmPages(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { options } of Object.values(router.routesById)) {
        const { component } = options as { component?: { preload?: () => Promise<unknown> } };
        // What cannot be fetched now is asked for again when somebody goes there.
        component?.preload?.()?.catch(() => undefined);
      }
    }, calm);
    return () => clearTimeout(timer);
  }, [router]);
}
