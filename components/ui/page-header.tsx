import type { ReactNode } from "react";

type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: what the page is for, or the record's key facts. */
  description?: ReactNode;
  /** A `Status` or `Badge` beside the title. */
  status?: ReactNode;
  breadcrumbs?: ReactNode;
  /** Three buttons at most, the primary one last; the rest goes into a `Menu`. */
  actions?: ReactNode;
  /** A `TabNav`. */
  tabs?: ReactNode;
};

/** Title, state and actions of a screen. Holds the page's only h1. */
export function PageHeader({ title, description, status, breadcrumbs, actions, tabs }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-3">
      {breadcrumbs}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-0.5">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-xl font-semibold tracking-[-0.012em] text-ink">{title}</h1>
            {status}
          </div>
          {description ? <div className="max-w-3xl text-sm text-pretty text-muted">{description}</div> : null}
        </div>
        {actions ? (
          <div className="flex flex-wrap items-center gap-2" data-print="hide">
            {actions}
          </div>
        ) : null}
      </div>
      {tabs}
    </header>
  );
}
