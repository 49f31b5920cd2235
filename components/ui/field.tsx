import { Field as BaseField } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";

type FieldProps = {
  label: string;
  /** Name of the form value; the control inside needs no name of its own. */
  name?: string;
  hint?: ReactNode;
  /** Message of the last refused attempt: says what to enter, not only that it is wrong. */
  error?: ReactNode;
  /** Marks the few fields that may stay empty, instead of starring all the others. */
  optional?: boolean;
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint and error as one unit, tied together for assistive technology. */
export function Field(props: FieldProps) {
  const { label, name, hint, error, optional, hideLabel, disabled = false, className, children } = props;
  const t = useTranslations("common");
  return (
    <BaseField.Root
      {...(name === undefined ? {} : { name })}
      invalid={Boolean(error)}
      disabled={disabled}
      className={cn("flex w-full flex-col gap-1", className)}
    >
      <BaseField.Label className={cn("text-sm font-medium text-ink", hideLabel && "sr-only")}>
        {label}
        {optional ? <span className="font-normal text-subtle"> ({t("optional")})</span> : null}
      </BaseField.Label>
      {children}
      {hint ? <BaseField.Description className="text-xs text-subtle">{hint}</BaseField.Description> : null}
      <BaseField.Error match={Boolean(error)} className="flex items-start gap-1 text-xs text-danger">
        <CircleAlert className="mt-0.5 size-3 shrink-0" />
        <span>{error}</span>
      </BaseField.Error>
    </BaseField.Root>
  );
}
