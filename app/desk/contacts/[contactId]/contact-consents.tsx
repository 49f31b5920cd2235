import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { ConsentRow } from "@/lib/domain/consents/list-consents";
import type { ContactRecord } from "@/lib/domain/contacts/find-contact";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { recordConsentAction, revokeConsentAction } from "../actions";
import { WrittenProof } from "../written-proof";
import { RecordConsent } from "./record-consent";
import { RevokeConsent } from "./revoke-consent";

/** The consent ledger of one person. */
export function ContactConsents({ contact, canWrite }: { contact: ContactRecord; canWrite: boolean }) {
  const t = useTranslations("contacts.consents");
  const phones = contact.phones.map((phone) => ({ value: phone.id, label: formatPhone(phone.e164) }));
  return (
    <Card
      title={t("title")}
      description={t("description")}
      padding="flush"
      actions={
        canWrite ? (
          <RecordConsent
            contactId={contact.id}
            phones={phones}
            language={contact.preferredLanguage}
            record={recordConsentAction}
          />
        ) : null
      }
    >
      {contact.consents.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft">
          {contact.consents.map((consent) => (
            <ConsentLine key={consent.id} consent={consent} canWrite={canWrite} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ConsentLine({ consent, canWrite }: { consent: ConsentRow; canWrite: boolean }) {
  const t = useTranslations("contacts.consents");
  const number = formatPhone(consent.e164);
  const channel = t(`channels.${consent.channel}`);
  const isValid = consent.revokedAt === null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <Disclosure
        className="min-w-0 flex-1 basis-72"
        summary={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium text-ink">{channel}</span>
            <span className="text-muted tabular-nums">{number}</span>
            <Badge>{t(`levels.${consent.level}`)}</Badge>
            <Status tone={isValid ? "success" : "neutral"}>{isValid ? t("valid") : t("ended")}</Status>
            <span className="text-subtle">
              {consent.revokedAt === null
                ? t.rich("given", { date: () => <ExactTime value={consent.capturedAt} show="date" /> })
                : t.rich("revokedOn", { date: () => <ExactTime value={consent.revokedAt ?? ""} show="date" /> })}
            </span>
          </span>
        }
      >
        <blockquote lang={consent.language} className="border-s-2 border-line ps-3 whitespace-pre-wrap text-ink">
          {consent.wording}
        </blockquote>
        <p className="pt-2">
          {[
            t(`purposes.${consent.purpose}`),
            t(`methods.${consent.captureMethod}`),
            consent.wordingVersion,
            consent.evidence,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <WrittenProof consent={consent} />
      </Disclosure>
      {canWrite && isValid ? (
        <RevokeConsent consentId={consent.id} channel={channel} number={number} revoke={revokeConsentAction} />
      ) : null}
    </li>
  );
}
