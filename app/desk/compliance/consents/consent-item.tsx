import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Disclosure } from "@/components/ui/disclosure";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { ConsentEntry } from "@/lib/domain/consents/list-all-consents";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { WrittenProof } from "../../contacts/written-proof";

const TONES = { in_force: "success", revoked: "danger", expired: "neutral" } as const;

/** One agreement with its wording and its proof. */
export function ConsentItem({ consent }: { consent: ConsentEntry }) {
  const t = useTranslations("compliance-desk.consents");
  const words = useTranslations("contacts.consents");
  const proof = [consent.evidence, consent.pageUrl, consent.campaign, consent.wordingSha256?.slice(0, 16)];
  return (
    <li className="px-4 py-2 text-sm">
      <Disclosure
        summary={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 lg:grid lg:grid-cols-[minmax(0,1fr)_8rem_9rem_12rem_7rem_7rem]">
            <span className="font-medium text-ink lg:truncate">{`${consent.contact.firstName} ${consent.contact.lastName}`}</span>
            <span className="text-muted tabular-nums">{formatPhone(consent.e164)}</span>
            <span>{words(`channels.${consent.channel}`)}</span>
            <span>
              <Badge>{words(`levels.${consent.level}`)}</Badge>
            </span>
            <Status tone={TONES[consent.standing]}>{t(`standings.${consent.standing}`)}</Status>
            <span className="text-subtle lg:text-end">
              <ExactTime value={consent.capturedAt} show="date" />
            </span>
          </span>
        }
      >
        <blockquote lang={consent.language} className="border-s-2 border-line ps-3 whitespace-pre-wrap text-ink">
          {consent.wording}
        </blockquote>
        <p className="pt-2 wrap-anywhere text-muted">
          {[
            words(`purposes.${consent.purpose}`),
            words(`methods.${consent.captureMethod}`),
            consent.wordingVersion,
            ...proof,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <WrittenProof consent={consent} />
        {consent.revokedAt ? (
          <p className="pt-1 text-danger">
            {t.rich("revokedOn", { time: () => <ExactTime value={consent.revokedAt ?? ""} /> })}
          </p>
        ) : null}
        <p className="pt-1">
          <TextLink href={`/desk/contacts/${consent.contactId}`}>{t("openContact")}</TextLink>
        </p>
      </Disclosure>
    </li>
  );
}
