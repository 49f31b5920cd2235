import type { ReactNode } from "react";
import { cn } from "./cn";

type PageProps = {
  /** `wide` for lists and records, `narrow` for forms and settings that are read line by line. */
  width?: "wide" | "narrow";
  className?: string;
  children: ReactNode;
};

/** The content column of a screen: its margins, its greatest width, the gap between its parts. */
export function Page({ width = "wide", className, children }: PageProps) {
  return (
    <div
      className={cn(
        "mx-auto flex w-full flex-col gap-4 px-4 pt-5 pb-10 sm:px-6 lg:px-8",
        width === "wide" ? "max-w-360" : "max-w-3xl",
        className,
      )}
    >
      {children}
    </div>
  );
}
