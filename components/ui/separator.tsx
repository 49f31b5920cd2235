import { cn } from "./cn";

/** A hairline between groups. Decorative. */
export function Separator({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("h-px w-full bg-line-soft", className)} />;
}
