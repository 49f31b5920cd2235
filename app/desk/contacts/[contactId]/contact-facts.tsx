import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { isDemoClock } from "@/lib/core/contact-clock";
import type { ContactRecord } from "@/lib/domain/contacts/find-contact";
import { isStateCode, US_STATE_NAMES } from "@/lib/domain/phones/us-states";

type ContactFactsProps = { contact: ContactRecord; now: Date; zones: readonly string[] };

const SHOWN_CLOCKS = 3;

/** Who a contact is, and what time it is where they may be. */
export function ContactFacts({ contact, now, zones }: ContactFactsProps) {
  const t = useTranslations("contacts");
  const state = contact.addressState;
  return (
    <Card title={t("page.properties")}>
      <DescriptionList>
        <DescriptionItem term={t("page.localTime")}>
          <LocalTimes now={now} zones={zones} />
        </DescriptionItem>
        <DescriptionItem term={t("page.language")}>{t(`languages.${contact.preferredLanguage}`)}</DescriptionItem>
        <DescriptionItem term={t("page.state")}>
          {state !== null && isStateCode(state) ? US_STATE_NAMES[state] : state}
        </DescriptionItem>
        <DescriptionItem term={t("page.zone")}>{contact.declaredTimeZone}</DescriptionItem>
        <DescriptionItem term={t("page.emails")}>
          {contact.emails.length === 0 ? null : (
            <ul>
              {contact.emails.map(({ email }) => (
                <li key={email}>{email}</li>
              ))}
            </ul>
          )}
        </DescriptionItem>
        <DescriptionItem term={t("page.notes")}>
          {contact.notes ? <span className="whitespace-pre-wrap">{contact.notes}</span> : null}
        </DescriptionItem>
      </DescriptionList>
    </Card>
  );
}

function LocalTimes({ now, zones }: { now: Date; zones: readonly string[] }) {
  const t = useTranslations("contacts.page");
  if (zones.length === 0) return <span className="text-subtle">{t("unknownTime")}</span>;
  const first = zones.slice(0, 1);
  const shown = zones.length > SHOWN_CLOCKS ? [...first, ...zones.slice(-1)] : zones;
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-2 tabular-nums">
        {shown.map((zone, index) => (
          <span key={zone} className="flex items-baseline gap-x-2">
            {index === 0 ? null : (
              <span aria-hidden="true" className="text-subtle">
                {zones.length > SHOWN_CLOCKS ? "–" : "·"}
              </span>
            )}
            <ExactTime value={now} show="time" timeZone={zone} withZone />
          </span>
        ))}
      </span>
      <span className="block text-xs text-subtle">{t("localTimeHint")}</span>
      {isDemoClock() ? <span className="block text-xs text-warning">{t("demoClock")}</span> : null}
    </>
  );
}
