"use client";

import { Eye, EyeOff, Terminal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ExactTime } from "@/components/ui/exact-time";
import { JsonView } from "@/components/ui/json-view";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { MaskedPayload } from "@/lib/domain/webhook-events/find-masked-payload";
import type { RevealedPayload } from "@/lib/domain/webhook-events/reveal-event-payload";

type PayloadCardProps = {
  eventId: string;
  /** Null once it was removed. */
  content: MaskedPayload | null;
  removedAt: Date | null;
  canReveal: boolean;
  reveal: ActionOf<{ eventId: string }, RevealedPayload>;
};

/** More than this is heavy to colour and nobody reads it. */
const SHOWN_CHARACTERS = 60_000;

/** What an event said: its structure, and for whoever manages the integrations its content, on request. */
export function PayloadCard({ eventId, content, removedAt, canReveal, reveal }: PayloadCardProps) {
  const t = useTranslations("webhook-events.payload");
  const refusal = useRefusal();
  const [shown, setShown] = useState<RevealedPayload | null>(null);

  async function show() {
    const answer = await reveal({ eventId });
    const error = refusal(answer);
    if (error !== null) return { error };
    if (answer?.data) setShown(answer.data);
    return undefined;
  }

  if (content === null) {
    return (
      <Card title={t("title")}>
        {removedAt === null ? null : (
          <p className="text-sm text-muted">
            {t.rich("removed", { time: () => <ExactTime value={removedAt} show="date" /> })}
          </p>
        )}
      </Card>
    );
  }
  return (
    <Card
      title={t("title")}
      description={t(shown ? "shown" : "masked")}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <CopyCurl curl={shown?.curl ?? content.curl} isMasked={shown === null} />
          {shown ? (
            <Button size="sm" icon={<EyeOff />} onClick={() => setShown(null)}>
              {t("hide")}
            </Button>
          ) : null}
          {canReveal && !shown ? (
            <ConfirmDialog
              trigger={
                <Button size="sm" icon={<Eye />}>
                  {t("reveal")}
                </Button>
              }
              tone="primary"
              title={t("revealTitle")}
              consequences={t("revealBody")}
              confirmLabel={t("reveal")}
              onConfirm={show}
            />
          ) : null}
        </div>
      }
    >
      {shown ? <Revealed text={shown.payload} /> : <JsonView label={t("label")} value={content.payload} />}
    </Card>
  );
}

function Revealed({ text }: { text: string }) {
  const t = useTranslations("webhook-events.payload");
  const lines = JSON.stringify(JSON.parse(text), null, 2);
  const isCut = lines.length > SHOWN_CHARACTERS;
  return (
    <div className="flex flex-col gap-2">
      <JsonView label={t("label")} value={isCut ? lines.slice(0, SHOWN_CHARACTERS) : lines} />
      {isCut ? <p className="text-xs text-subtle">{t("cut")}</p> : null}
    </div>
  );
}

function CopyCurl({ curl, isMasked }: { curl: string; isMasked: boolean }) {
  const t = useTranslations("webhook-events.payload");
  const common = useTranslations("common");
  const toast = useToast();

  async function copy() {
    try {
      await navigator.clipboard.writeText(curl);
      toast({ title: t(isMasked ? "curlMasked" : "curlCopied"), tone: "success" });
    } catch {
      toast({ title: common("copyFailed"), tone: "danger" });
    }
  }

  return (
    <Button size="sm" icon={<Terminal />} onClick={() => void copy()}>
      {t("curl")}
    </Button>
  );
}
