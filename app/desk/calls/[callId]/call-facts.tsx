import { getFormatter, getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { TextLink } from "@/components/ui/text-link";
import type { CallRecord } from "@/lib/domain/calls/find-call";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { clockOf } from "../clock-of";

/** The call's facts: for whom, when, how long, what it cost. */
export async function CallFacts({ call }: { call: CallRecord }) {
  const t = await getTranslations("calls");
  const languages = await getTranslations("cases.languages");
  const composer = await getTranslations("call-composer");
  const format = await getFormatter();
  return (
    <Card title={t("page.facts")}>
      <DescriptionList>
        {call.case ? (
          <DescriptionItem term={t("page.case")}>
            <TextLink href={`/desk/cases/${call.case.id}`}>{call.case.title}</TextLink>
          </DescriptionItem>
        ) : null}
        <DescriptionItem term={t("page.number")}>
          <span className="tabular-nums">{formatPhone(call.clientNumber)}</span>
        </DescriptionItem>
        <DescriptionItem term={composer("purpose")}>{t(`purposes.${call.purpose}`)}</DescriptionItem>
        <DescriptionItem term={composer("language")}>{languages(call.language)}</DescriptionItem>
        <DescriptionItem term={t("page.placedBy")}>{call.createdByName}</DescriptionItem>
        <DescriptionItem term={t("page.scheduledFor")}>
          <ExactTime value={call.scheduledFor} />
        </DescriptionItem>
        <DescriptionItem term={t("page.started")}>
          {call.startedAt ? <ExactTime value={call.startedAt} /> : null}
        </DescriptionItem>
        <DescriptionItem term={t("page.length")}>
          {call.durationSeconds === null ? null : clockOf(call.durationSeconds)}
        </DescriptionItem>
        <DescriptionItem term={t("page.cost")}>
          {call.costUsd === null
            ? null
            : format.number(call.costUsd, { style: "currency", currency: "USD", maximumFractionDigits: 4 })}
        </DescriptionItem>
        <DescriptionItem term={t("page.recording")}>{t("page.recordingNone")}</DescriptionItem>
        {call.endedReason ? (
          <DescriptionItem term={t("page.endedReason")}>
            <span className="font-mono text-xs">{call.endedReason}</span>
          </DescriptionItem>
        ) : null}
      </DescriptionList>
    </Card>
  );
}
