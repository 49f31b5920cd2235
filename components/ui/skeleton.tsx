import { cn } from "./cn";

/** A grey stand-in with the size of what will come. Appears after 150 ms, so that quick answers never flash. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block h-3.5 animate-pulse-soft rounded-xs bg-pressed", className)} />;
}
