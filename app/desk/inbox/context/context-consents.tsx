"use client";

import { useTranslations } from "next-intl";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { ConversationDetail } from "../inbox-data";

const CHANNELS = ["sms", "whatsapp", "voice_ai"] as const;

/** What the person agreed to, by channel: the strongest consent that is in force. */
export function ContextConsents({ consents }: { consents: ConversationDetail["consents"] }) {
  const t = useTranslations("inbox.context");
  const words = useTranslations("contacts.consents");
  const strength = ["implied", "express", "express_written"] as const;
  return (
    <ul className="flex flex-col gap-1">
      {CHANNELS.map((channel) => {
        const [best] = consents
          .filter((consent) => consent.channel === channel)
          .toSorted((one, other) => strength.indexOf(other.level) - strength.indexOf(one.level));
        return (
          <li key={channel} className="flex flex-wrap items-center gap-x-2">
            <Status tone={best ? "success" : "neutral"} className="text-xs">
              {words(`channels.${channel}`)}
            </Status>
            <span className="text-xs text-muted">
              {best ? (
                <>
                  {words(`levels.${best.level}`)} · <ExactTime value={best.capturedAt} show="date" />
                </>
              ) : (
                t("noConsent")
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
