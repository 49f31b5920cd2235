import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";
import { getEnv } from "@/lib/core/env";
import { areMessagesSimulated } from "@/lib/domain/lines/are-messages-simulated";

/** Says plainly that no line leads to a real network here, and where the stand-ins are played with. */
export function SimulatedLines() {
  const t = useTranslations("lines.simulated");
  if (!areMessagesSimulated()) return null;
  return (
    <Callout tone="warning" icon={<FlaskConical />} title={t("title")}>
      {t("body")}{" "}
      <TextLink href={new URL(getEnv().TWILIO_BASE_URL).origin} external prefetch={false}>
        {t("control")}
      </TextLink>
    </Callout>
  );
}
