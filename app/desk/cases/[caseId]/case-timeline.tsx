import { Phone, PhoneIncoming, StickyNote } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { CallRow } from "@/lib/domain/calls/list-calls";
import type { CaseRecord } from "@/lib/domain/cases/find-case";
import { CallStatus } from "../../calls/call-status";

type CaseTimelineProps = { calls: CallRow[]; notes: CaseRecord["notes"] };

const SHOWN = 12;

/** The latest calls and notes of the case, in one line of time. */
export async function CaseTimeline({ calls, notes }: CaseTimelineProps) {
  const t = await getTranslations("cases");
  const items = [
    ...calls.map((call) => ({ kind: "call" as const, at: call.createdAt, call })),
    ...notes.map((note) => ({ kind: "note" as const, at: note.createdAt, note })),
  ]
    .sort((left, right) => right.at.getTime() - left.at.getTime())
    .slice(0, SHOWN);
  return (
    <Card title={t("page.timeline")}>
      {items.length === 0 ? <p className="text-sm text-subtle">{t("page.noTimeline")}</p> : null}
      <Timeline label={t("page.timeline")}>
        {items.map((item) =>
          item.kind === "call" ? (
            <TimelineItem
              key={item.call.id}
              icon={item.call.direction === "inbound" ? <PhoneIncoming /> : <Phone />}
              tone="accent"
              title={
                <TextLink href={`/desk/calls/${item.call.id}`}>
                  {t("page.callItem", { direction: item.call.direction })}
                </TextLink>
              }
              time={<RelativeTime value={item.at} />}
            >
              <CallStatus state={item.call.state} dialState={item.call.dialState} outcome={item.call.outcome} />
            </TimelineItem>
          ) : (
            <TimelineItem
              key={item.note.id}
              icon={<StickyNote />}
              title={t("page.noteItem", { name: item.note.authorName ?? t("page.someone") })}
              time={<RelativeTime value={item.at} />}
            />
          ),
        )}
      </Timeline>
    </Card>
  );
}
