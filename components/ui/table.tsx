import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A plain data table in the house look: 36 px rows, tabular figures. Lists of records use `DataList`. */
export function Table({ caption, className, children, ...props }: ComponentProps<"table"> & { caption: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label={caption} className="relative w-full overflow-x-auto">
      <table {...props} className={cn("w-full border-collapse text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHeader({ children }: ComponentProps<"thead">) {
  return <thead className="border-b border-line">{children}</thead>;
}

export function TableBody({ children }: ComponentProps<"tbody">) {
  return <tbody className="divide-y divide-line-soft">{children}</tbody>;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("h-9", className)} />;
}

export function TableHead({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return (
    <th
      {...props}
      scope={scope}
      className={cn(
        "h-8 px-3 text-start text-xs font-medium whitespace-nowrap text-subtle first:ps-4 last:pe-4",
        className,
      )}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("px-3 py-1.5 align-middle text-ink first:ps-4 last:pe-4", className)} />;
}
