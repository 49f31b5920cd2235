import { Archive, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Tone } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { LoggedEvent } from "@/lib/domain/webhook-events/list-logged-events";

const LOOKS: Record<LoggedEvent["state"] | "refused", { tone: Tone; icon?: ReactNode }> = {
  received: { tone: "accent", icon: <Clock /> },
  processing: { tone: "accent" },
  processed: { tone: "success" },
  ignored: { tone: "neutral" },
  failed: { tone: "warning" },
  dead: { tone: "danger" },
  quarantined: { tone: "warning", icon: <Archive /> },
  refused: { tone: "danger" },
};

/** What became of a delivery, by icon and word. */
export function EventStatus({ state }: { state: LoggedEvent["state"] | "refused" }) {
  const t = useTranslations("webhook-events.states");
  const { tone, icon } = LOOKS[state];
  return (
    <Status tone={tone} icon={icon} live={state === "processing"}>
      {t(state)}
    </Status>
  );
}
