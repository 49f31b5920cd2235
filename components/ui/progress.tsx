import { Progress as BaseProgress } from "@base-ui/react/progress";
import { cn } from "./cn";

type ProgressProps = {
  label: string;
  /** Done so far; `null` while the length of the work is not known. */
  value: number | null;
  max?: number;
  hideLabel?: boolean;
  tone?: "accent" | "success";
};

/** How far something has come. */
export function Progress({ label, value, max = 100, hideLabel, tone = "accent" }: ProgressProps) {
  return (
    <BaseProgress.Root value={value} max={max} className="grid grid-cols-[1fr_auto] gap-x-2 gap-y-1 text-xs">
      <BaseProgress.Label className={cn("text-muted", hideLabel && "sr-only")}>{label}</BaseProgress.Label>
      {hideLabel ? null : <BaseProgress.Value className="text-subtle tabular-nums" />}
      <BaseProgress.Track className="col-span-full h-1.5 overflow-hidden rounded-full bg-pressed">
        <BaseProgress.Indicator
          className={cn(
            "block h-full rounded-full transition-[width] duration-300 data-indeterminate:w-1/3 data-indeterminate:animate-pulse-soft",
            tone === "accent" ? "bg-accent" : "bg-success",
          )}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
