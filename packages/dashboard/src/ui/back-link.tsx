import { createLink } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ComponentProps } from "react";

/** The way back to a list, above the title of one of its pages. */
export const BackLink = createLink(({ children, className = "", ...rest }: ComponentProps<"a">) => (
  <a
    {...rest}
    className={`-mt-2 mb-2 -ml-1 inline-flex items-center gap-1 rounded py-0.5 text-muted hover:text-ink pointer-coarse:py-2 ${className}`}
  >
    <ChevronLeft aria-hidden className="size-4" />
    {children}
  </a>
));
