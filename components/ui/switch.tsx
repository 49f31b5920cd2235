import { Switch as BaseSwitch } from "@base-ui/react/switch";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type SwitchProps = Omit<ComponentProps<typeof BaseSwitch.Root>, "className" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
};

/** A setting that takes effect at once. */
export function Switch({ label, hint, className, ...props }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input that this label wraps.
    <label className={cn("group/switch flex min-h-6 items-start justify-between gap-4 text-sm", className)}>
      <span className="flex flex-col">
        <span className="text-ink">{label}</span>
        {hint ? <span className="text-xs text-subtle">{hint}</span> : null}
      </span>
      <BaseSwitch.Root
        {...props}
        className="relative mt-0.5 h-5 w-8.5 shrink-0 rounded-full border border-control bg-sunken p-px transition-colors duration-150 group-hover/switch:border-muted data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50"
      >
        <BaseSwitch.Thumb className="block size-4 rounded-full bg-control transition-[translate,background-color] duration-150 ease-out data-checked:translate-x-3.5 data-checked:bg-on-accent" />
      </BaseSwitch.Root>
    </label>
  );
}
