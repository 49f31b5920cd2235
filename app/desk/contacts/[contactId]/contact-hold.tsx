import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ExactTime } from "@/components/ui/exact-time";
import type { ContactRecord } from "@/lib/domain/contacts/find-contact";
import { releaseHoldAction, setHoldAction } from "../actions";
import { ReleaseHold } from "./release-hold";
import { SetHold } from "./set-hold";

type ContactHoldProps = { contact: Pick<ContactRecord, "id" | "hold" | "lastRelease">; canManage: boolean };

/** The legal hold on a person's records, the one before it, and who may set or end one. Without any it is shown to those alone. */
export function ContactHold({ contact, canManage }: ContactHoldProps) {
  const t = useTranslations("contacts.hold");
  const { id: contactId, hold, lastRelease } = contact;
  if (hold === null && lastRelease === null && !canManage) return null;
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
        {lastRelease === null ? null : <LastRelease release={lastRelease} />}
      </div>
    </Card>
  );
}

/** The hold that was released last: by whom, why, and what it had been for. */
function LastRelease({ release }: { release: NonNullable<ContactRecord["lastRelease"]> }) {
  const t = useTranslations("contacts.hold");
  const { at, by, reason, holdReason } = release;
  const date = () => <ExactTime value={at} />;
  return (
    <section className="flex flex-col gap-1 border-t border-line-soft pt-3">
      <h3 className="text-xs font-medium text-subtle">{t("lastRelease")}</h3>
      <p className="wrap-anywhere whitespace-pre-wrap text-ink">{t("releasedReason", { reason })}</p>
      {holdReason === null ? null : (
        <p className="wrap-anywhere whitespace-pre-wrap text-muted">{t("heldFor", { reason: holdReason })}</p>
      )}
      <p className="text-muted">
        {by === null ? t.rich("releasedOn", { date }) : t.rich("releasedOnBy", { date, name: by })}
      </p>
    </section>
  );
}
