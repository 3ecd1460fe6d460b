/** A sign for Confluence: two streams that meet. Our own drawing, not Atlassian's logo. */
export function ConfluenceMark({ className = "size-4" }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      className={className}
    >
      <path d="M2 3.5c3.5 0 4 4.5 7.5 4.5H14" strokeLinecap="round" />
      <path d="M2 12.5c3.5 0 4-4.5 7.5-4.5" strokeLinecap="round" />
      <path d="m11.75 5.75 2.25 2.25-2.25 2.25" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
