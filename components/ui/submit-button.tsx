"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The primary button of the form around it; shows by itself that the form is being sent. */
export function SubmitButton({ variant = "primary", pending = false, ...props }: ComponentProps<typeof Button>) {
  const form = useFormStatus();
  return <Button type="submit" variant={variant} pending={pending || form.pending} {...props} />;
}
