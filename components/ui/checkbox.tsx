import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type CheckboxProps = Omit<ComponentProps<typeof BaseCheckbox.Root>, "className" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** Keeps the label for assistive technology only, as in a table's selection column. */
  hideLabel?: boolean;
  className?: string;
};

/** A yes or no that is sent with its form. For a setting that acts at once use `Switch`. */
export function Checkbox({ label, hint, hideLabel, className, ...props }: CheckboxProps) {
  const labelId = useId();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input that this label wraps.
    <label className={cn("group/check flex min-h-6 items-start gap-2 py-0.5 text-sm", className)}>
      <BaseCheckbox.Root
        aria-labelledby={labelId}
        {...props}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-xs border border-control bg-surface group-hover/check:border-muted data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <BaseCheckbox.Indicator className="text-on-accent data-unchecked:hidden [&_svg]:size-3 [&_svg]:stroke-3">
          {props.indeterminate ? <Minus /> : <Check />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <span className={cn("flex flex-col", hideLabel && "sr-only")}>
        <span id={labelId} className="text-ink">
          {label}
        </span>
        {hint ? <span className="text-xs text-subtle">{hint}</span> : null}
      </span>
    </label>
  );
}
