"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Sheet } from "@/components/ui/sheet";

type EntrySheetProps = { title: string; closeHref: string; children: ReactNode };

/** An entry beside the list. Its address opens it; closing goes back to the list's. */
export function EntrySheet({ title, closeHref, children }: EntrySheetProps) {
  const router = useRouter();
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) router.push(closeHref, { scroll: false });
      }}
      title={title}
    >
      {children}
    </Sheet>
  );
}
