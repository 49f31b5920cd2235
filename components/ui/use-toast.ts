"use client";

import { Toast } from "@base-ui/react/toast";
import { useCallback } from "react";

export type ToastMessage = {
  title: string;
  description?: string;
  tone?: "neutral" | "success" | "danger";
  /** “Undo” or “View”. */
  action?: { label: string; onSelect: () => void };
};

const visibleMs = 5000;
/** Undo stays on offer for eight seconds. */
const actionableMs = 8000;

/** Shows a short message that goes away by itself. An error also has to stand where it happened. */
export function useToast(): (message: ToastMessage) => void {
  const { add, close } = Toast.useToastManager();
  return useCallback(
    ({ title, description, tone = "neutral", action }: ToastMessage) => {
      const id = add({
        title,
        description,
        type: tone,
        timeout: action ? actionableMs : visibleMs,
        ...(action
          ? {
              actionProps: {
                children: action.label,
                onClick: () => {
                  close(id);
                  action.onSelect();
                },
              },
            }
          : {}),
      });
    },
    [add, close],
  );
}
