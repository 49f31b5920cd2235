import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: ReactNode;
  title: string;
  /** One sentence: what will stand here, and how it comes about. */
  children?: ReactNode;
  /** One action. */
  action?: ReactNode;
};

/** An empty list that teaches instead of saying “no data”. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-xl border border-line bg-raised text-subtle shadow-control [&_svg]:size-5 [&_svg]:stroke-[1.5]">
        {icon}
      </span>
      <h2 className="text-base font-semibold text-ink">{title}</h2>
      {children ? <p className="max-w-md text-sm text-muted">{children}</p> : null}
      {action ? <div className="pt-3">{action}</div> : null}
    </div>
  );
}
