"use client";

import { Radio } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Callout } from "@/components/ui/callout";

/** Follows a call: the stream carries revision numbers only, and each new one reads the page again. */
export function LiveCall({ callId, revision, isLive }: { callId: string; revision: number; isLive: boolean }) {
  const t = useTranslations("calls.page");
  const router = useRouter();
  const [isLost, setLost] = useState(false);
  const seen = useRef(revision);
  seen.current = Math.max(seen.current, revision);

  useEffect(() => {
    if (!isLive) return;
    const source = new EventSource(`/api/desk/calls/${callId}/events`);
    source.onopen = () => setLost(false);
    source.onerror = () => setLost(true);
    source.addEventListener("revision", (event) => {
      const next = Number(event.data);
      if (!Number.isInteger(next) || next <= seen.current) return;
      seen.current = next;
      router.refresh();
    });
    return () => source.close();
  }, [callId, isLive, router]);

  if (!isLive) return null;
  return (
    <Callout tone={isLost ? "warning" : "accent"} icon={<Radio />} title={t("live")} role="status">
      {t(isLost ? "lost" : "liveHint")}
    </Callout>
  );
}
