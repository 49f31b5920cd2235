"use client";

import { Check, X } from "lucide-react";
import { useNow, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { decidableFrom } from "@/lib/domain/sends/unknown-send.schema";
import { useInbox } from "../inbox-context";
import type { ThreadMessage } from "../inbox-data";
import { useDecideSend } from "./use-decide-send";

type UnknownSendProps = {
  message: ThreadMessage;
  send: NonNullable<ThreadMessage["send"]>;
  conversationId: string;
};

/** Under a message whose answer was lost: what is unknown, and when nobody else will tell, a person's word. */
export function UnknownSend({ message, send, conversationId }: UnknownSendProps) {
  const t = useTranslations("inbox.delivery");
  const { can, lines } = useInbox();
  const now = useNow({ updateInterval: 15_000 });
  const decide = useDecideSend(conversationId);
  const provider = lines.find(({ id }) => id === send.lineId)?.provider ?? null;
  const isWaiting =
    send.attemptedAt === null || decidableFrom({ attemptedAt: new Date(send.attemptedAt), provider }) > now;
  if (isWaiting) return <p className="max-w-sm px-1 text-end text-xs text-warning">{t("unknownHint")}</p>;
  return (
    <div className="flex max-w-sm flex-col items-end gap-1 px-1 text-end text-xs">
      <p className="text-warning">{t("unknownCause")}</p>
      <p className="text-muted">{can.send ? t("unknownNext") : t("unknownReader")}</p>
      {can.send ? (
        <span className="flex flex-wrap justify-end gap-1.5">
          <Button
            size="sm"
            icon={<Check />}
            pending={decide.isPending}
            onClick={() => decide.run(message.id, { hasArrived: true })}
          >
            {t("arrived")}
          </Button>
          <Button
            size="sm"
            icon={<X />}
            pending={decide.isPending}
            onClick={() => decide.run(message.id, { hasArrived: false })}
          >
            {t("notArrived")}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
