import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Stat, StatRow } from "@/components/ui/stat";
import type { KeysetPage } from "@/lib/core/cursor";
import { RECIPIENT_OUTCOMES, type RecipientOutcome } from "@/lib/domain/broadcasts/broadcasts.schema";
import type { OutcomeCounts } from "@/lib/domain/broadcasts/count-outcomes";
import type { Broadcast } from "@/lib/domain/broadcasts/find-broadcast";
import type { RecipientRow } from "@/lib/domain/broadcasts/list-recipients";
import { linkWith, pageLinks, type SearchParams } from "../../list-links";
import { copyBroadcastAction, exportRecipientsAction, resumeBroadcastAction, stopBroadcastAction } from "../actions";
import { BroadcastText } from "./broadcast-text";
import { ReasonList } from "./reason-list";
import { RecipientList } from "./recipient-list";
import { ResumeBroadcast } from "./resume-broadcast";
import { RunBar } from "./run-bar";

type BroadcastReportProps = {
  broadcast: Broadcast;
  counts: OutcomeCounts;
  recipients: KeysetPage<RecipientRow>;
  isStalled: boolean;
  search: SearchParams;
  canManage: boolean;
  canConnectLine: boolean;
};

/** A broadcast that was started: how far it is, what became of everybody, and the rows behind each figure. */
export function BroadcastReport(props: BroadcastReportProps) {
  const { broadcast, counts, recipients, isStalled, search, canManage, canConnectLine } = props;
  const t = useTranslations("broadcasts");
  const address = `/desk/broadcasts/${broadcast.id}`;
  const linkTo = (outcome: RecipientOutcome | null, reason: string | null = null) =>
    `${linkWith(address, search, { outcome, reason, cursor: null })}#people`;
  return (
    <>
      <RunBar
        broadcast={broadcast}
        people={counts.people}
        waiting={counts.byOutcome.waiting}
        takenBack={
          counts.reasons.find(({ reason, outcome }) => outcome === "cancelled" && reason === "stopped")?.count ?? 0
        }
        canManage={canManage}
        stop={stopBroadcastAction}
        resume={resumeBroadcastAction}
        copy={copyBroadcastAction}
        download={exportRecipientsAction}
      />
      {isStalled ? (
        <ResumeBroadcast
          broadcastId={broadcast.id}
          waiting={counts.byOutcome.waiting}
          canManage={canManage}
          resume={resumeBroadcastAction}
        />
      ) : null}
      {canManage ? null : <Callout>{t("readOnly")}</Callout>}
      <StatRow>
        <Stat label={t("outcomes.people")} value={t("figure", { count: counts.people })} href={linkTo(null)} />
        {RECIPIENT_OUTCOMES.map((outcome) => (
          <Stat
            key={outcome}
            label={t(`outcomes.${outcome}`)}
            value={t("figure", { count: counts.byOutcome[outcome] })}
            href={linkTo(outcome)}
          />
        ))}
      </StatRow>
      {counts.reasons.length > 0 ? (
        <Card title={t("run.reasonsTitle")}>
          <ReasonList reasons={counts.reasons} linkTo={linkTo} canConnectLine={canConnectLine} />
        </Card>
      ) : null}
      <Card title={t("run.rows")} padding="flush" id="people">
        <RecipientList rows={recipients.rows} />
      </Card>
      <Pagination {...pageLinks(address, search, recipients.nextCursor)} />
      <BroadcastText broadcast={broadcast} />
    </>
  );
}
