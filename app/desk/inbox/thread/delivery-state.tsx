"use client";

import {
  Ban,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  LoaderCircle,
  type LucideIcon,
  Send,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { ExactTime } from "@/components/ui/exact-time";
import type { ThreadMessage } from "../inbox-data";
import { type Delivery, deliveryOf } from "./delivery-of";

const LOOKS: Record<Delivery, { icon: LucideIcon; color: string }> = {
  scheduled: { icon: Clock, color: "text-muted" },
  waiting: { icon: Clock, color: "text-muted" },
  sending: { icon: LoaderCircle, color: "text-muted" },
  queued: { icon: Send, color: "text-muted" },
  sent: { icon: Check, color: "text-muted" },
  delivered: { icon: CheckCheck, color: "text-muted" },
  read: { icon: CheckCheck, color: "text-accent-text" },
  unknown: { icon: CircleHelp, color: "text-warning" },
  failed: { icon: CircleAlert, color: "text-danger" },
  blocked: { icon: Ban, color: "text-danger" },
  cancelled: { icon: Ban, color: "text-muted" },
};

/** What became of a message of ours, by icon and word. */
export function DeliveryState({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.delivery");
  const delivery = deliveryOf(message);
  if (delivery === null) return null;
  const { icon: Icon, color } = LOOKS[delivery];
  return (
    <span className={cn("inline-flex items-center gap-1", color)}>
      <Icon aria-hidden="true" className="size-3" />
      {delivery === "scheduled" && message.send
        ? t.rich("scheduled", { time: () => <ExactTime value={message.send?.scheduledFor ?? message.at} withZone /> })
        : t(delivery === "scheduled" ? "waiting" : delivery)}
    </span>
  );
}
