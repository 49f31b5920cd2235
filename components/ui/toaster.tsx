"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyles } from "./button-styles";
import { cn } from "./cn";

const icons: Record<string, ReactNode> = {
  success: <CircleCheck className="text-success" />,
  danger: <CircleAlert className="text-danger" />,
};

/**
 * Holds the messages of `useToast` at the lower right, above the bottom bar of a phone; at the top where a conversation is
 * open, whose composer stands below. F6 moves the focus there.
 */
export function Toaster({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t("notifications")}
          data-print="hide"
          className="fixed inset-x-4 bottom-20 z-60 flex flex-col-reverse gap-2 sm:right-5 sm:bottom-5 sm:left-auto sm:w-88 [body:has([data-open-conversation])_&]:top-16 [body:has([data-open-conversation])_&]:bottom-auto"
        >
          <ToastList dismissLabel={t("actions.dismiss")} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList({ dismissLabel }: { dismissLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      data-toast=""
      swipeDirection={["right", "down"]}
      className="translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) rounded-lg border border-line bg-raised text-sm shadow-popover transition-[opacity,translate] duration-200 ease-out data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5 py-2.5 ps-3.5 pe-2 [&_svg]:size-4">
        {toast.type && icons[toast.type] ? <span className="mt-0.5 shrink-0">{icons[toast.type]}</span> : null}
        <div className="flex min-w-0 flex-1 flex-col py-0.5">
          <Toast.Title className="text-ink" />
          <Toast.Description className="text-xs text-muted" />
        </div>
        {toast.actionProps ? (
          <Toast.Action className={cn(buttonStyles({ variant: "secondary", size: "sm" }), "my-auto")} />
        ) : null}
        <Toast.Close
          aria-label={dismissLabel}
          className={cn(buttonStyles({ variant: "ghost", size: "icon-sm" }), "my-auto")}
        >
          <X />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
