"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useRefusal } from "@/app/desk/use-refusal";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import type { ActionOf } from "@/lib/actions/action-result";
import type { TestEventResult } from "@/lib/webhooks/send-test-event";
import { useProviderName } from "../../use-provider-name";
import { useRefusalText } from "../../use-refusal-text";

type TestCardProps = {
  endpointId: string;
  provider: string;
  /** Of the deployment's public address. */
  host: string;
  send: ActionOf<{ endpointId: string }, TestEventResult>;
};

type Answer = { kind: "result"; result: TestEventResult } | { kind: "failure"; text: string };

/** Sends a signed event through the address, as the provider would, and says what became of it. */
export function TestCard({ endpointId, provider, host, send }: TestCardProps) {
  const t = useTranslations("webhook-endpoints.test");
  const refusal = useRefusal();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isPending, startSending] = useTransition();

  function ask() {
    startSending(async () => {
      setAnswer(null);
      const sent = await send({ endpointId });
      const text = refusal(sent);
      if (text !== null) setAnswer({ kind: "failure", text });
      else if (sent?.data) setAnswer({ kind: "result", result: sent.data });
    });
  }

  return (
    <Card
      title={t("title")}
      description={t("description")}
      actions={
        <Button size="sm" icon={<Send />} pending={isPending} onClick={ask}>
          {t("button")}
        </Button>
      }
    >
      <div aria-live="polite">
        {answer === null ? <p className="text-sm text-subtle">{t(isPending ? "pending" : "idle")}</p> : null}
        {answer?.kind === "failure" ? <Callout tone="danger">{answer.text}</Callout> : null}
        {answer?.kind === "result" ? <Result result={answer.result} provider={provider} host={host} /> : null}
      </div>
    </Card>
  );
}

function Result({ result, provider, host }: { result: TestEventResult; provider: string; host: string }) {
  const t = useTranslations("webhook-endpoints.test");
  const textOf = useRefusalText();
  const nameOf = useProviderName();
  switch (result.kind) {
    case "unsignable":
      return <Callout>{t("unsignable")}</Callout>;
    case "no_secret":
      return <Callout tone="warning">{t("noSecret")}</Callout>;
    case "kept": {
      const { isIgnored, tookMs } = result;
      if (!isIgnored) return <Callout tone="warning">{t("keptOdd")}</Callout>;
      return (
        <Callout tone="success" title={t("keptTitle")}>
          {t("kept", { milliseconds: tookMs, provider: nameOf(provider) })}
        </Callout>
      );
    }
    case "refused": {
      const { title, help } = textOf(result.explanation);
      return (
        <Callout tone="danger" title={t("refusedTitle", { status: result.status })}>
          {title}. {help}
        </Callout>
      );
    }
    case "unexplained": {
      const { status } = result;
      return (
        <Callout tone="danger" title={t("unexplainedTitle", { status })}>
          {t("unexplained", { status: String(status) })}
        </Callout>
      );
    }
    case "unreachable":
      return (
        <Callout tone="danger" title={t("unreachableTitle")}>
          {t(result.isTimeout ? "timeout" : "unreachable", { host })}
        </Callout>
      );
  }
}
