import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { ContactPhone, ContactRecord } from "@/lib/domain/contacts/find-contact";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { addContactPhoneAction, recordWishAction } from "../actions";
import { AddPhone } from "./add-phone";
import { RecordWish } from "./record-wish";

type ContactPhonesProps = { contact: ContactRecord; canAdd: boolean; canRecord: boolean };

/** A contact's numbers, and what the person asked for each of them. */
export function ContactPhones({ contact, canAdd, canRecord }: ContactPhonesProps) {
  const t = useTranslations("contacts.phones");
  return (
    <Card
      title={t("title")}
      padding="flush"
      actions={canAdd ? <AddPhone contactId={contact.id} add={addContactPhoneAction} /> : null}
    >
      {contact.phones.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line-soft border-t border-line-soft">
          {contact.phones.map((phone) => (
            <PhoneLine key={phone.id} contact={contact} phone={phone} canRecord={canRecord} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type PhoneLineProps = { contact: ContactRecord; phone: ContactPhone; canRecord: boolean };

function PhoneLine({ contact, phone, canRecord }: PhoneLineProps) {
  const t = useTranslations("contacts");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm">
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium text-ink tabular-nums">{formatPhone(phone.e164)}</span>
          <span className="text-muted">{t(`phones.labels.${phone.label}`)}</span>
          {phone.isPrimary ? <Badge>{t("phones.primary")}</Badge> : null}
        </span>
        {phone.optOuts.map(({ channel, effectiveAt }) => (
          <Status key={channel} tone="danger">
            {t("optOut.status", { channel })}{" "}
            <span className="text-muted">
              {t.rich("optOut.since", { date: () => <ExactTime value={effectiveAt} show="date" /> })}
            </span>
          </Status>
        ))}
      </div>
      {canRecord ? (
        <RecordWish
          contactId={contact.id}
          name={`${contact.firstName} ${contact.lastName}`}
          phoneId={phone.id}
          number={formatPhone(phone.e164)}
          stopped={phone.optOuts.map(({ channel }) => channel)}
          record={recordWishAction}
        />
      ) : null}
    </li>
  );
}
