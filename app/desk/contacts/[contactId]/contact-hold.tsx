import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ExactTime } from "@/components/ui/exact-time";
import type { ContactRecord } from "@/lib/domain/contacts/find-contact";
import { releaseHoldAction, setHoldAction } from "../actions";
import { ReleaseHold } from "./release-hold";
import { SetHold } from "./set-hold";

type ContactHoldProps = { contact: Pick<ContactRecord, "id" | "hold">; canManage: boolean };

/** The legal hold on a person's records, and who may set or end it. Without one it is shown to those alone. */
export function ContactHold({ contact, canManage }: ContactHoldProps) {
  const t = useTranslations("contacts.hold");
  const { id: contactId, hold } = contact;
  if (hold === null && !canManage) return null;
  return (
    <Card title={t("title")} description={hold === null ? t("none") : undefined}>
      <div className="flex flex-col gap-3 text-sm">
        {hold === null ? null : (
          <>
            <p className="wrap-anywhere whitespace-pre-wrap text-ink">{hold.reason}</p>
            {hold.by === null ? null : <p className="text-muted">{t("by", { name: hold.by })}</p>}
            <p className="text-muted">
              {t.rich(hold.isBlocking ? "blockingSince" : "since", { date: () => <ExactTime value={hold.since} /> })}
            </p>
          </>
        )}
        {canManage ? (
          <div className="flex flex-wrap gap-2">
            {hold === null ? (
              <SetHold contactId={contactId} set={setHoldAction} />
            ) : (
              <ReleaseHold contactId={contactId} release={releaseHoldAction} />
            )}
          </div>
        ) : null}
      </div>
    </Card>
  );
}
