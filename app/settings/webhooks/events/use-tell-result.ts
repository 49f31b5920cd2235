"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useToast } from "@/components/ui/use-toast";
import type { ActResult } from "@/lib/domain/webhook-events/lock-events";

/** Says how many events an act changed, and why it left the others. */
export function useTellResult(): (
  done: "replayed" | "quarantined" | "released" | "markedDone",
  result: ActResult,
) => void {
  const t = useTranslations("webhook-events.acts");
  const toast = useToast();
  return useCallback(
    (done, { changed, kept }) => {
      const left = (reason: ActResult["kept"][number]["reason"]) =>
        kept.filter((each) => each.reason === reason).length;
      const [state, content, unknown] = [left("state"), left("content_removed"), left("unknown")];
      const why = [
        state > 0 ? t("leftState", { count: state }) : null,
        content > 0 ? t("leftContent", { count: content }) : null,
        unknown > 0 ? t("leftUnknown", { count: unknown }) : null,
      ].filter((each) => each !== null);
      toast({
        title: t(done, { count: changed.length }),
        tone: changed.length > 0 ? "success" : "neutral",
        ...(why.length > 0 ? { description: `${why.join(". ")}.` } : {}),
      });
    },
    [t, toast],
  );
}
