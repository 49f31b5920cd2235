"use client";

import { PhoneIncoming, PhoneOutgoing } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import { CallStatus } from "../../calls/call-status";
import { clockOf } from "../../calls/clock-of";
import type { ThreadItem } from "../inbox-data";

/** A call in the thread, leading to its record. */
export function CallCard({ call }: { call: Extract<ThreadItem, { kind: "call" }> }) {
  const t = useTranslations("inbox.thread");
  const calls = useTranslations("calls");
  const Icon = call.direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <Link
      href={`/desk/calls/${call.id}`}
      className="mx-auto flex w-full max-w-lg items-start gap-3 rounded-lg border border-line bg-surface px-3 py-2 text-sm shadow-card hover:border-control/60"
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-subtle" />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="font-medium text-ink">{calls(`direction.${call.direction}`)}</span>
          <CallStatus state={call.state} dialState={call.dialState} outcome={call.outcome} />
          {call.durationSeconds ? (
            <span className="text-xs text-subtle tabular-nums">{clockOf(call.durationSeconds)}</span>
          ) : null}
        </span>
        {call.summary ? <span className="line-clamp-2 text-xs text-muted">{call.summary}</span> : null}
        <span className="text-2xs text-subtle">
          {calls(`purposes.${call.purpose}`)} · <ExactTime value={call.at} show="time" />
          {call.isSimulated ? ` · ${t("simulated")}` : ""}
        </span>
      </span>
    </Link>
  );
}
