import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";

type TextareaProps = ComponentProps<"textarea">;

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ className, rows = 3, name, defaultValue, ...props }: TextareaProps) {
  return (
    <Field.Control
      name={name}
      defaultValue={defaultValue}
      render={
        <textarea
          {...props}
          rows={rows}
          className={cn(controlStyles, "field-sizing-content min-h-16 px-2.5 py-1.5 leading-5", className)}
        />
      }
    />
  );
}
