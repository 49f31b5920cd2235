"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { z } from "zod";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ActionOf } from "@/lib/actions/action-result";
import type {
  DeliverySummary,
  findDeliveryInput,
  sendTestEventInput,
} from "@/lib/domain/outgoing-webhooks/deliveries.schema";
import { OUTGOING_EVENT_TYPES, type OutgoingEventType } from "@/lib/domain/outgoing-webhooks/event-types.schema";
import { useEventWords } from "../use-event-words";
import { useFailureText } from "../use-failure-text";

type DeliveryResult = Pick<DeliverySummary, "state" | "lastStatus" | "lastFailure">;

type TestCardProps = {
  subscriptionId: string;
  eventTypes: readonly OutgoingEventType[];
  send: ActionOf<z.input<typeof sendTestEventInput>, { deliveryId: string }>;
  find: ActionOf<z.input<typeof findDeliveryInput>, DeliveryResult | null>;
};

type Outcome = { kind: "result"; result: DeliveryResult | null } | { kind: "failure"; text: string };

const LOOK_EVERY_MS = 700;
/** A little longer than an attempt may take. */
const LOOKS = 20;

/** Sends a sample to the receiver and says what it answered. */
export function TestCard({ subscriptionId, eventTypes, send, find }: TestCardProps) {
  const t = useTranslations("outgoing-webhooks.test");
  const wordsOf = useEventWords();
  const refusal = useRefusal();
  const router = useRouter();
  const [eventType, setEventType] = useState(eventTypes[0] ?? OUTGOING_EVENT_TYPES[0]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isPending, startSending] = useTransition();

  async function settle(deliveryId: string): Promise<DeliveryResult | null> {
    for (let look = 0; look < LOOKS; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const result = (await find({ subscriptionId, deliveryId }))?.data;
      if (result && result.state !== "waiting") return result;
    }
    return null;
  }

  function ask() {
    startSending(async () => {
      setOutcome(null);
      const sent = await send({ subscriptionId, eventType });
      const text = refusal(sent);
      if (text !== null) return setOutcome({ kind: "failure", text });
      setOutcome({ kind: "result", result: sent?.data ? await settle(sent.data.deliveryId) : null });
      router.refresh();
    });
  }

  return (
    <Card title={t("title")} description={t("description")}>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-2">
          <div className="w-56 max-sm:w-full">
            <Field label={t("event")}>
              <Select
                value={eventType}
                onValueChange={(next) => setEventType(eventTypes.find((type) => type === next) ?? eventType)}
                options={eventTypes.map((type) => ({ value: type, label: wordsOf(type).name }))}
              />
            </Field>
          </div>
          <Button icon={<Send />} pending={isPending} onClick={ask}>
            {t("button")}
          </Button>
        </div>
        <div aria-live="polite">
          {outcome === null ? <p className="text-sm text-subtle">{t(isPending ? "pending" : "idle")}</p> : null}
          {outcome?.kind === "failure" ? <Callout tone="danger">{outcome.text}</Callout> : null}
          {outcome?.kind === "result" ? <Result result={outcome.result} /> : null}
        </div>
      </div>
    </Card>
  );
}

function Result({ result }: { result: DeliveryResult | null }) {
  const t = useTranslations("outgoing-webhooks.test");
  const textOf = useFailureText();
  if (result === null) return <Callout>{t("slow")}</Callout>;
  if (result.state === "delivered") {
    return <Callout tone="success">{t("delivered", { status: String(result.lastStatus ?? "") })}</Callout>;
  }
  return <Callout tone="danger">{t("failed", { reason: textOf(result.lastFailure ?? "closed") })}</Callout>;
}
