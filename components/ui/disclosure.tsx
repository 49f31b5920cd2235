import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type DisclosureProps = { summary: ReactNode; defaultOpen?: boolean; className?: string; children: ReactNode };

/** Detail that is asked for: closed until its line is pressed. Works before any script has loaded. */
export function Disclosure({ summary, defaultOpen = false, className, children }: DisclosureProps) {
  return (
    <details open={defaultOpen} className={cn("group/disclosure text-sm", className)}>
      <summary className="flex min-h-8 list-none items-center gap-2 rounded-sm py-1 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 text-subtle transition-transform duration-100 group-open/disclosure:rotate-90"
        />
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      <div className="ps-5.5 pt-1 pb-2 text-muted">{children}</div>
    </details>
  );
}
