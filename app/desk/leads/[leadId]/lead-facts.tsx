import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import type { LeadRecord } from "@/lib/domain/leads/find-lead";
import { LEAD_REASONS } from "@/lib/domain/leads/leads.schema";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { AreaName } from "../../area-name";
import { ResponseTime } from "../response-time";

/** What is known of a lead. */
export function LeadFacts({ lead }: { lead: LeadRecord }) {
  const t = useTranslations("leads");
  const languages = useTranslations("contacts.languages");
  const reason = LEAD_REASONS.find((code) => code === lead.statusReason);
  return (
    <Card title={t("page.details")}>
      <DescriptionList>
        {lead.statusReason === null ? null : (
          <DescriptionItem term={t("page.reason")}>
            {reason ? t(`reasons.${reason}`) : lead.statusReason}
          </DescriptionItem>
        )}
        <DescriptionItem term={t("page.response")}>
          <ResponseTime receivedAt={lead.receivedAt} firstResponseAt={lead.firstResponseAt} />
        </DescriptionItem>
        <DescriptionItem term={t("page.person")}>{lead.assignedName}</DescriptionItem>
        <DescriptionItem term={t("page.phone")}>
          {lead.phone === null ? null : <span className="tabular-nums">{formatPhone(lead.phone)}</span>}
        </DescriptionItem>
        <DescriptionItem term={t("page.email")}>{lead.email}</DescriptionItem>
        <DescriptionItem term={t("page.language")}>{languages(lead.preferredLanguage)}</DescriptionItem>
        <DescriptionItem term={t("page.area")}>
          {lead.practiceArea === null ? null : <AreaName area={lead.practiceArea} />}
        </DescriptionItem>
        <DescriptionItem term={t("page.source")}>{t(`sources.${lead.source}`)}</DescriptionItem>
        <DescriptionItem term={t("page.receivedAt")}>
          <ExactTime value={lead.receivedAt} />
        </DescriptionItem>
        {lead.contactId === null ? null : (
          <DescriptionItem term={t("page.contact")}>
            <TextLink href={`/desk/contacts/${lead.contactId}`}>{t("page.openContact")}</TextLink>
          </DescriptionItem>
        )}
        {lead.convertedCase === null ? null : (
          <DescriptionItem term={t("page.case")}>
            <TextLink href={`/desk/cases/${lead.convertedCase.id}`}>
              #{lead.convertedCase.caseNumber} {lead.convertedCase.title}
            </TextLink>
          </DescriptionItem>
        )}
      </DescriptionList>
    </Card>
  );
}
