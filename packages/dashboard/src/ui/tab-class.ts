/** Classes of a link to one view of a page, in a row of them with a line below. */
export const tabClass =
  "-mb-px inline-flex h-10 items-center border-b-2 border-transparent font-medium whitespace-nowrap text-muted transition-colors -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink pointer-coarse:h-11";
