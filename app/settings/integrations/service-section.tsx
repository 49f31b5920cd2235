import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { VapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { testConnectionAction } from "./actions";
import { Section } from "./section";
import { TestSavedKey } from "./test-saved-key";

/** What the firm uses at VAPI, and when that was last checked. */
export function ServiceSection({ connection, canManage }: { connection: VapiConnection; canManage: boolean }) {
  const t = useTranslations("integrations.vapi");
  const { phoneNumber, assistantId, lastTestedAt } = connection;
  return (
    <Section title={t("service")} actions={canManage ? <TestSavedKey test={testConnectionAction} /> : null}>
      <DescriptionList>
        <DescriptionItem term={t("number")}>
          {phoneNumber ? (
            <span className="tabular-nums">{formatPhone(phoneNumber)}</span>
          ) : (
            <span className="text-subtle">{t("noNumber")}</span>
          )}
        </DescriptionItem>
        <DescriptionItem term={t("assistant")}>
          {assistantId ? (
            <code className="font-mono text-xs">{assistantId}</code>
          ) : (
            <span className="text-subtle">{t("noAssistant")}</span>
          )}
        </DescriptionItem>
        <DescriptionItem term={t("lastCheck")}>
          <RelativeTime value={lastTestedAt} />
        </DescriptionItem>
      </DescriptionList>
    </Section>
  );
}
