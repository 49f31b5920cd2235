import { PhoneIncoming, PhoneOutgoing } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonCall } from "@/lib/domain/calls/list-calls-of";
import { CallStatus } from "./calls/call-status";

/** Calls with one person, newest first. */
export function PersonCalls({ title, none, calls }: { title: string; none: string; calls: readonly PersonCall[] }) {
  const t = useTranslations("calls");
  if (calls.length === 0) {
    return (
      <Card title={title}>
        <p className="text-sm text-muted">{none}</p>
      </Card>
    );
  }
  return (
    <Card title={title} padding="flush">
      <DataList
        caption={title}
        rows={calls}
        rowKey={(call) => call.id}
        rowHref={(call) => `/desk/calls/${call.id}`}
        columns={[
          {
            id: "purpose",
            header: t("columns.purpose"),
            card: "title",
            cell: (call) => (
              <span className="flex items-center gap-2">
                {call.direction === "inbound" ? (
                  <PhoneIncoming aria-label={t("direction.inbound")} className="size-3.5 shrink-0 text-subtle" />
                ) : (
                  <PhoneOutgoing aria-label={t("direction.outbound")} className="size-3.5 shrink-0 text-subtle" />
                )}
                {t(`purposes.${call.purpose}`)}
              </span>
            ),
          },
          {
            id: "state",
            header: t("columns.state"),
            width: "11rem",
            card: "aside",
            cell: (call) => <CallStatus state={call.state} dialState={call.dialState} outcome={call.outcome} />,
          },
          {
            id: "when",
            header: t("columns.when"),
            width: "9rem",
            align: "end",
            card: "line",
            cell: (call) => <RelativeTime value={call.createdAt} />,
          },
        ]}
      />
    </Card>
  );
}
