import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

const looks: Record<Tone, { icon: ReactNode; frame: string; mark: string }> = {
  neutral: { icon: <Info />, frame: "border-line bg-surface", mark: "text-subtle" },
  accent: { icon: <Info />, frame: "border-accent-line bg-accent-soft", mark: "text-accent-text" },
  success: { icon: <CircleCheck />, frame: "border-success-line bg-success-soft", mark: "text-success" },
  warning: { icon: <TriangleAlert />, frame: "border-warning-line bg-warning-soft", mark: "text-warning" },
  danger: { icon: <CircleAlert />, frame: "border-danger-line bg-danger-soft", mark: "text-danger" },
};

type CalloutProps = {
  tone?: Tone;
  icon?: ReactNode;
  title?: ReactNode;
  /** The next step: a button or link. */
  action?: ReactNode;
  /** `alert` when it appears in answer to something the reader just did. */
  role?: "status" | "alert" | "note";
  children?: ReactNode;
};

/** Something the reader should know before going on, in place, with the next step. */
export function Callout({ tone = "neutral", icon, title, action, role, children }: CalloutProps) {
  const look = looks[tone];
  return (
    <div role={role} className={cn("flex items-start gap-2.5 rounded-lg border px-3.5 py-2.5 text-sm", look.frame)}>
      <span className={cn("mt-0.5 shrink-0 [&_svg]:size-4", look.mark)}>{icon ?? look.icon}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          {title ? <p className="font-medium text-ink">{title}</p> : null}
          {children ? <div className={title ? "text-muted" : "text-ink"}>{children}</div> : null}
        </div>
        {action ? <div className="flex shrink-0 items-center gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
