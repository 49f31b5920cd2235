import type { ReactNode } from "react";
import { cn } from "./cn";

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons or a link at the right of the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** `flush` lets a table or list touch the edges. */
  padding?: "normal" | "flush";
  /** Level of the title in the page's outline. */
  level?: 2 | 3;
  id?: string;
  className?: string;
  children?: ReactNode;
};

/** A framed part of a page, a section of its outline when it has a title. */
export function Card(props: CardProps) {
  const { title, description, actions, footer, padding = "normal", level = 2, id, className, children } = props;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section
      id={id}
      className={cn(
        "min-w-0 rounded-lg border border-line bg-surface shadow-card",
        padding === "flush" && "overflow-clip",
        className,
      )}
    >
      {title ? (
        <header
          className={cn(
            "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3",
            padding === "flush" && "pb-2.5",
          )}
        >
          <div className="flex min-w-0 flex-col">
            <Heading className="text-sm font-semibold text-ink">{title}</Heading>
            {description ? <p className="text-xs text-subtle">{description}</p> : null}
          </div>
          {actions ? <div className="flex items-center gap-1.5">{actions}</div> : null}
        </header>
      ) : null}
      {children ? (
        <div className={cn(padding === "normal" && (title ? "px-4 pt-3 pb-4" : "p-4"))}>{children}</div>
      ) : null}
      {footer ? (
        <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-line-soft px-4 py-2.5 text-sm text-muted">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}
