"use client";

import { CalendarClock, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLegalMoment } from "@/app/desk/use-legal-moment";
import { Button } from "@/components/ui/button";
import { useContactClock } from "../composer/use-contact-clock";
import { useInbox } from "../inbox-context";
import type { ThreadMessage } from "../inbox-data";
import { useSendAgain } from "./use-send-again";

/** From when a person's message may go that the gate held back for the hour alone; null for every other. */
export function heldForTheHour({ send }: Pick<ThreadMessage, "send">): string | null {
  const isOwn = send?.origin === "person" && send.purpose === "general";
  return isOwn && send.state === "blocked" ? send.earliestLegalAt : null;
}

type HeldBackProps = { message: ThreadMessage; earliest: string; conversationId: string; zone: string | null };

/** The next step of a message that was held back for the hour: the same message, at its earliest legal time. */
export function HeldBack({ message, earliest, conversationId, zone }: HeldBackProps) {
  const t = useTranslations("inbox.failure");
  const { can, firmTimeZone } = useInbox();
  const legalMoment = useLegalMoment();
  const now = useContactClock();
  const again = useSendAgain(conversationId);
  if (message.send?.isSentAgain) return <p className="text-muted">{t("sentAgain")}</p>;
  if (!can.send) return null;
  const at = new Date(earliest);
  const isAhead = at > now;
  return (
    <Button
      size="sm"
      className="h-auto min-h-7 max-w-full shrink py-1 whitespace-normal"
      icon={isAhead ? <CalendarClock /> : <RotateCw />}
      pending={again.isPending}
      onClick={() => again.run(message.id, isAhead ? at : null)}
    >
      {isAhead ? t("sendAt", { time: legalMoment(at, zone ?? firmTimeZone) }) : t("retry")}
    </Button>
  );
}
