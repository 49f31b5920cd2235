"use client";

import { Drawer } from "@base-ui/react/drawer";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { backdropStyles, closeStyles } from "./dialog-styles";

type SheetProps = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Edge it comes from. `bottom` is for phones; it can be swiped away. */
  side?: "right" | "bottom";
  footer?: ReactNode;
  children: ReactNode;
};

/** A panel from an edge, for a task that wants the page still in view. */
export function Sheet({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  side = "right",
  footer,
  children,
}: SheetProps) {
  const t = useTranslations("common.actions");
  const isRight = side === "right";
  return (
    <Drawer.Root
      swipeDirection={isRight ? "right" : "down"}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      {trigger ? <Drawer.Trigger render={trigger} /> : null}
      <Drawer.Portal>
        <Drawer.Backdrop className={backdropStyles} />
        <Drawer.Viewport className={cn("fixed inset-0 z-50 flex", isRight ? "justify-end" : "items-end")}>
          <Drawer.Popup
            className={cn(
              "flex flex-col border-line bg-raised text-ink shadow-dialog outline-none transition-transform duration-300 ease-out data-swiping:select-none data-swiping:duration-0",
              isRight
                ? "h-full w-112 max-w-[calc(100vw-1.5rem)] translate-x-(--drawer-swipe-movement-x) border-s data-ending-style:translate-x-full data-starting-style:translate-x-full"
                : "max-h-[85dvh] w-full translate-y-(--drawer-swipe-movement-y) rounded-t-xl border-t pb-[env(safe-area-inset-bottom)] data-ending-style:translate-y-full data-starting-style:translate-y-full",
            )}
          >
            <header className="flex flex-col gap-0.5 border-b border-line-soft py-3.5 ps-5 pe-12">
              <Drawer.Title className="text-lg font-semibold">{title}</Drawer.Title>
              {description ? (
                <Drawer.Description className="text-sm text-muted">{description}</Drawer.Description>
              ) : null}
            </header>
            <Drawer.Content className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">
              {children}
            </Drawer.Content>
            {footer ? (
              <footer className="flex flex-wrap justify-end gap-2 border-t border-line-soft px-5 py-3">{footer}</footer>
            ) : null}
            <Drawer.Close aria-label={t("close")} className={closeStyles}>
              <X />
            </Drawer.Close>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
