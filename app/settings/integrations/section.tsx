import type { ReactNode } from "react";

type SectionProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; children: ReactNode };

/** One part of an integration's card, under a hairline. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-2 border-t border-line-soft px-4 pt-3.5 pb-4">
      <header className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-col">
          <h3 className="text-sm font-semibold text-ink">{title}</h3>
          {description ? <p className="text-xs text-subtle">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}
