"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { JsonView } from "@/components/ui/json-view";
import type { CallDraft } from "@/lib/domain/calls/draft-call";

/** What leaves the firm: the spoken opening, the flags, and the request itself, byte for byte. */
export function CallPreview({ draft }: { draft: CallDraft }) {
  const t = useTranslations("call-composer");
  const fields = useTranslations("cases.fields");
  return (
    <Card title={t("leaves")} description={t("leavesHint")}>
      <div className="flex flex-col gap-4 text-sm">
        <div className="flex flex-col gap-1.5">
          <h3 className="text-xs font-medium text-subtle">{t("opening")}</h3>
          <p className="text-ink">“{draft.firstMessage}”</p>
        </div>
        <div className="flex flex-col gap-1.5">
          <h3 className="text-xs font-medium text-subtle">{t("missing")}</h3>
          {draft.missingFields.length === 0 ? (
            <p className="text-muted">{t("nothingMissing")}</p>
          ) : (
            <ul className="flex flex-wrap gap-1.5">
              {draft.missingFields.map((field) => (
                <li key={field}>
                  <Badge tone="accent">{fields(field)}</Badge>
                </li>
              ))}
            </ul>
          )}
        </div>
        <Flags flags={draft.flags} />
        <Disclosure summary={t("exact")} defaultOpen>
          <JsonView label={t("exact")} value={draft.payloadText} />
        </Disclosure>
      </div>
    </Card>
  );
}

function Flags({ flags }: { flags: CallDraft["flags"] }) {
  const t = useTranslations("call-composer");
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
      {Object.entries(flags).map(([flag, isKnown]) => (
        <li key={flag} className="flex items-center gap-1.5 font-mono text-xs text-muted">
          {isKnown ? (
            <Check aria-hidden="true" className="size-3.5 text-success" />
          ) : (
            <Minus aria-hidden="true" className="size-3.5 text-warning" />
          )}
          <span className="truncate">
            {flag}
            <span className="sr-only">{`: ${t(isKnown ? "known" : "unknown")}`}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
