import { cn } from "@/components/ui/cn";

/** The mark: a ruled page with its docket line struck through in ink. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={cn("size-5 shrink-0", className)}>
      <rect width="20" height="20" rx="5" className="fill-accent" />
      <path
        d="M5.5 6h6.25M5.5 10h9M5.5 14h4"
        className="stroke-on-accent"
        strokeWidth="1.75"
        strokeLinecap="round"
        fill="none"
      />
      <circle cx="14" cy="14" r="1.35" className="fill-on-accent" />
    </svg>
  );
}

/** Mark and name. */
export function Brand({ className }: { className?: string }) {
  return (
    <span
      className={cn("inline-flex items-center gap-2 font-serif text-lg font-semibold tracking-[-0.01em]", className)}
    >
      <BrandMark />
      Docketline
    </span>
  );
}
