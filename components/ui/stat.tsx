import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

type StatProps = {
  label: string;
  value: ReactNode;
  /** What the figure covers, or how it compares. */
  hint?: ReactNode;
  /** The rows behind the figure. */
  href?: string;
};

/** A figure with its name. Opens the rows that it counts. Put several into `StatRow`. */
export function Stat({ label, value, hint, href }: StatProps) {
  const body = (
    <>
      <span className="text-xs text-muted">{label}</span>
      <span className="text-xl font-semibold sm:text-2xl tracking-[-0.02em] text-ink tabular-nums">{value}</span>
      {hint ? <span className="text-xs text-subtle">{hint}</span> : null}
    </>
  );
  const styles = "flex min-w-0 flex-1 basis-24 flex-col gap-0.5 bg-surface px-3 py-2 sm:basis-32 sm:px-4 sm:py-3";
  if (!href) return <div className={styles}>{body}</div>;
  return (
    <Link
      href={href}
      className={cn(styles, "relative hover:bg-sunken focus-visible:z-1 focus-visible:-outline-offset-2")}
    >
      {body}
    </Link>
  );
}

/** Figures side by side in one frame, divided by hairlines. */
export function StatRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-px overflow-hidden rounded-lg border border-line bg-line-soft shadow-card">
      {children}
    </div>
  );
}
