import { Ban, CircleAlert, CircleCheck, CircleDashed, CircleDot } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./badge";
import { cn } from "./cn";

const looks: Record<Tone, { icon: ReactNode; color: string }> = {
  neutral: { icon: <CircleDashed />, color: "text-subtle" },
  accent: { icon: <CircleDot />, color: "text-accent-text" },
  success: { icon: <CircleCheck />, color: "text-success" },
  warning: { icon: <CircleAlert />, color: "text-warning" },
  danger: { icon: <Ban />, color: "text-danger" },
};

type StatusProps = {
  tone: Tone;
  /** Replaces the tone's own icon. */
  icon?: ReactNode;
  /** Something is happening right now: a ring spreads from the icon. */
  live?: boolean;
  className?: string;
  children: ReactNode;
};

/** A state by icon and word, never by colour alone. */
export function Status({ tone, icon, live = false, className, children }: StatusProps) {
  const look = looks[tone];
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-middle text-sm", className)}>
      <span className={cn("relative flex shrink-0 [&_svg]:size-3.5", look.color)}>
        {live ? <span className="absolute inset-0.5 animate-ring rounded-full bg-current" /> : null}
        {icon ?? look.icon}
      </span>
      <span className="text-ink">{children}</span>
    </span>
  );
}
