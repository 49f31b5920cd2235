import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";

type ButtonProps = Omit<ComponentProps<typeof BaseButton>, "className"> & {
  variant?: ButtonVariant;
  size?: "sm" | "md" | "lg";
  icon?: ReactNode;
  /** Work is under way: shows a spinner, keeps the focus, and refuses a second press. */
  pending?: boolean;
  className?: string;
};

/** A button. `type` is `button` unless said otherwise, so that it never submits a form by accident. */
export function Button({ variant, size, icon, pending, disabled, className, children, ...props }: ButtonProps) {
  return (
    <BaseButton
      {...props}
      aria-busy={pending || undefined}
      disabled={disabled || pending}
      focusableWhenDisabled={pending || props.focusableWhenDisabled}
      className={cn(buttonStyles({ variant, size }), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </BaseButton>
  );
}
