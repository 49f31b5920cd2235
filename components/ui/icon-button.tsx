"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariant, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<typeof BaseButton>, "className" | "children" | "aria-label"> & {
  /** Says what the button does; also its tooltip. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: "sm" | "md";
  shortcut?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  pending?: boolean;
  className?: string;
};

/** A button that shows only an icon, with its name in a tooltip and for screen readers. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, variant = "ghost", size = "md", shortcut, side = "bottom", pending, className, ...rest } = props;
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <BaseButton
        {...rest}
        aria-label={label}
        aria-busy={pending || undefined}
        disabled={rest.disabled || pending}
        className={cn(buttonStyles({ variant, size: size === "sm" ? "icon-sm" : "icon-md" }), className)}
      >
        {pending ? <Spinner /> : icon}
      </BaseButton>
    </Tooltip>
  );
}
