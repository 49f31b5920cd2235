"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { backdropStyles, closeStyles, dialogStyles } from "./dialog-styles";

type DialogProps = {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Buttons at the foot, the safe one first. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A short task above the page. Focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  size = "md",
  footer,
  children,
}: DialogProps) {
  const t = useTranslations("common.actions");
  return (
    <BaseDialog.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      {trigger ? <BaseDialog.Trigger render={trigger} /> : null}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropStyles} />
        <BaseDialog.Popup className={cn(dialogStyles, { sm: "sm:w-96", md: "sm:w-128", lg: "sm:w-180" }[size])}>
          <header className="flex flex-col gap-0.5 ps-5 pe-12 pt-4 pb-3">
            <BaseDialog.Title className="text-lg font-semibold text-ink">{title}</BaseDialog.Title>
            {description ? (
              <BaseDialog.Description className="text-sm text-muted">{description}</BaseDialog.Description>
            ) : null}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line-soft px-5 py-3">{footer}</footer>
          ) : null}
          <BaseDialog.Close aria-label={t("close")} className={closeStyles}>
            <X />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
