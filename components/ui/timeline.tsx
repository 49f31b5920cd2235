import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

const marks: Record<Tone, string> = {
  neutral: "border-line bg-surface text-subtle",
  accent: "border-accent-line bg-accent-soft text-accent-text",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
};

/** What happened, newest or oldest first, along a line. Holds `TimelineItem`. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

type TimelineItemProps = {
  icon: ReactNode;
  tone?: Tone;
  title: ReactNode;
  /** When: a `RelativeTime`. */
  time?: ReactNode;
  children?: ReactNode;
};

export function TimelineItem({ icon, tone = "neutral", title, time, children }: TimelineItemProps) {
  return (
    <li className="group/item relative flex gap-3 pb-4 last:pb-0">
      <span className="absolute top-7 bottom-0 left-3 w-px -translate-x-1/2 bg-line group-last/item:hidden" />
      <span className={cn("grid size-6 shrink-0 place-items-center rounded-full border [&_svg]:size-3", marks[tone])}>
        {icon}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1 pt-0.5 text-sm">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-ink">{title}</span>
          <span className="text-xs text-subtle">{time}</span>
        </div>
        {children ? <div className="text-muted">{children}</div> : null}
      </div>
    </li>
  );
}
