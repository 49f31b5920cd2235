import { Input as BaseInput } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlStyles } from "./control-styles";

type InputProps = Omit<ComponentProps<typeof BaseInput>, "className"> & { className?: string };

/** A line of text. Inside `Field` it takes label, hint and error by itself. */
export function Input({ className, ...props }: InputProps) {
  return <BaseInput {...props} className={cn(controlStyles, "h-8 px-2.5", className)} />;
}
