import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import type { CaseRecord } from "@/lib/domain/cases/find-case";
import { formatPhone } from "@/lib/domain/phones/format-phone";

/** Who the case is for, and how they are reached. */
export async function CaseClient({ client }: { client: CaseRecord["client"] }) {
  const t = await getTranslations("cases");
  return (
    <Card title={t("page.client")}>
      <DescriptionList>
        <DescriptionItem term={t("page.client")}>
          <TextLink href={`/desk/contacts/${client.id}`}>
            {client.firstName} {client.lastName}
          </TextLink>
        </DescriptionItem>
        {client.phones.map((phone) => (
          <DescriptionItem key={phone.id} term={t("page.phone")}>
            <span className="tabular-nums">{formatPhone(phone.e164)}</span>
          </DescriptionItem>
        ))}
        <DescriptionItem term={t("fields.preferred_language")}>
          {t(`languages.${client.preferredLanguage}`)}
        </DescriptionItem>
      </DescriptionList>
    </Card>
  );
}
