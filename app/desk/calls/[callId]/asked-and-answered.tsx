import { Check, ShieldX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { CALL_TOOLS } from "@/lib/domain/calls/call-tools.schema";
import type { CallToolInvocation } from "@/lib/domain/calls/find-call-events";
import { caseDetailField } from "@/lib/domain/details/case-detail-fields.schema";
import { clockOf } from "../clock-of";

const REFUSALS = [
  "foreign_argument",
  "foreign_field",
  "identity_denied",
  "invalid_arguments",
  "no_case",
  "no_number",
  "call_token_expired",
  "call_token_missing",
  "foreign_call_token",
  "tool_not_allowed",
  "too_many_tools",
  "unknown_tool",
  "unreadable_arguments",
] as const;

/** What the assistant did through its tools, refusals included. */
export async function AskedAndAnswered({ invocations }: { invocations: CallToolInvocation[] }) {
  const t = await getTranslations("calls");
  const fields = await getTranslations("cases.fields");
  return (
    <Card title={t("page.asked")}>
      {invocations.length === 0 ? <p className="text-sm text-subtle">{t("page.noAsked")}</p> : null}
      <Timeline label={t("page.asked")}>
        {invocations.map((invocation) => {
          const tool = CALL_TOOLS.find((name) => name === invocation.name) ?? "other";
          const field = caseDetailField.options.find((known) => known === invocation.field);
          const isRefused = invocation.outcome === "refused";
          return (
            <TimelineItem
              key={invocation.id}
              icon={isRefused ? <ShieldX /> : <Check />}
              tone={isRefused ? "danger" : "success"}
              title={field ? `${t(`tools.${tool}`)}: ${fields(field)}` : t(`tools.${tool}`)}
              time={
                invocation.transcriptSecond === null ? null : (
                  <span className="tabular-nums">{clockOf(invocation.transcriptSecond)}</span>
                )
              }
            >
              {isRefused
                ? t("page.refused", {
                    reason: t(`refusals.${REFUSALS.find((code) => code === invocation.refusal) ?? "other"}`),
                  })
                : null}
            </TimelineItem>
          );
        })}
      </Timeline>
    </Card>
  );
}
