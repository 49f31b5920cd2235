import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { TextLink } from "@/components/ui/text-link";
import { getEnv } from "@/lib/core/env";
import { areCallsSimulated } from "@/lib/domain/calls/are-calls-simulated";

/** Says plainly that VAPI is a stand-in here and how to use it; nothing where calls are real. */
export function SimulatorNote({ suggestedKey }: { suggestedKey: string | null }) {
  const t = useTranslations("integrations.simulator");
  if (!areCallsSimulated()) return null;
  const { VAPI_BASE_URL, DOCKETLINE_MODE } = getEnv();
  if (DOCKETLINE_MODE !== "embedded") {
    return (
      <Callout tone="warning" icon={<FlaskConical />} title={t("title")}>
        {t("elsewhere", { host: new URL(VAPI_BASE_URL).host })}
      </Callout>
    );
  }
  return (
    <Callout tone="warning" icon={<FlaskConical />} title={t("title")}>
      <div className="flex flex-col gap-2">
        <p>
          {t("body")}
          {suggestedKey === null ? null : (
            <> {t.rich("keys", { code: (text) => <code className="whitespace-nowrap">{text}</code> })}</>
          )}
        </p>
        {suggestedKey === null ? null : <CopyField label={t("keyLabel")} value={suggestedKey} />}
        <p>
          <TextLink href={VAPI_BASE_URL} external prefetch={false}>
            {t("control")}
          </TextLink>
          {". "}
          {t("controlBody")}
        </p>
      </div>
    </Callout>
  );
}
