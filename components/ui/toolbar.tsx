import type { ReactNode } from "react";

/** The line above a list: search first, then filters; what acts on the list stands at the end. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-2" data-print="hide">
      {children}
      {end ? <div className="ms-auto flex items-center gap-2">{end}</div> : null}
    </div>
  );
}
