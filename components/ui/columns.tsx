import type { ReactNode } from "react";
import { cn } from "./cn";

type ColumnsProps = {
  main: ReactNode;
  aside: ReactNode;
  /** Share of the two on a wide screen. */
  split?: "3:2" | "2:1" | "1:1";
};

const splits = {
  "3:2": "lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]",
  "2:1": "lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]",
  "1:1": "lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]",
};

/** Two columns of cards on a wide screen, one below the other on a narrow one. */
export function Columns({ main, aside, split = "3:2" }: ColumnsProps) {
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)] items-start gap-4", splits[split])}>
      <div className="flex min-w-0 flex-col gap-4">{main}</div>
      <div className="flex min-w-0 flex-col gap-4">{aside}</div>
    </div>
  );
}
