import { Fieldset } from "@base-ui/react/fieldset";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup as BaseRadioGroup } from "@base-ui/react/radio-group";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type RadioGroupProps = {
  legend: string;
  options: readonly RadioOption[];
  name?: string;
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  hideLegend?: boolean;
  /** `cards` gives each choice a frame, for choices that need a sentence. */
  look?: "plain" | "cards";
  className?: string;
};

/** One of a few choices that all stay visible. */
export function RadioGroup(props: RadioGroupProps) {
  const { legend, options, onValueChange, hideLegend, look = "plain", className, ...group } = props;
  const groupId = useId();
  return (
    <Fieldset.Root
      render={
        <BaseRadioGroup
          {...group}
          {...(onValueChange ? { onValueChange: (value: unknown) => onValueChange(String(value)) } : {})}
          className={cn("flex flex-col", look === "cards" ? "gap-2" : "gap-1", className)}
        />
      }
    >
      <Fieldset.Legend className={cn("mb-1 text-sm font-medium text-ink", hideLegend && "sr-only")}>
        {legend}
      </Fieldset.Legend>
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input that this label wraps.
        <label
          key={option.value}
          className={cn(
            "group/radio flex min-h-6 items-start gap-2 py-0.5 text-sm",
            look === "cards" &&
              "rounded-lg border border-line bg-surface px-3 py-2.5 hover:border-control has-data-checked:border-accent has-data-checked:bg-accent-soft",
          )}
        >
          <Radio.Root
            aria-labelledby={`${groupId}-${option.value}`}
            value={option.value}
            disabled={option.disabled ?? false}
            className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface group-hover/radio:border-muted data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-on-accent data-unchecked:hidden" />
          </Radio.Root>
          <span className="flex flex-col">
            <span id={`${groupId}-${option.value}`} className="text-ink">
              {option.label}
            </span>
            {option.hint ? <span className="text-xs text-muted">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </Fieldset.Root>
  );
}
