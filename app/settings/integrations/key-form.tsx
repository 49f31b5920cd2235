"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SecretField } from "@/components/ui/secret-field";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ConnectResult } from "@/lib/connections/vapi/connect-vapi";
import type { VapiTest } from "@/lib/connections/vapi/test-vapi";
import type { VapiProblem } from "@/lib/connections/vapi/vapi-problem";
import { useActionFailure } from "./use-action-failure";

export type KeyActions = {
  test: ActionOf<{ apiKey: string | null }, VapiTest>;
  save: ActionOf<{ apiKey: string }, ConnectResult>;
};

type Answer = { kind: "accepted" } | { kind: "problem"; problem: VapiProblem } | { kind: "failure"; text: string };

/** A key is pasted, tested with the provider, and only then saved. */
export function KeyForm({ test, save, onSaved }: KeyActions & { onSaved?: () => void }) {
  const t = useTranslations("integrations.key");
  const toast = useToast();
  const failureOf = useActionFailure();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isPending, startAsking] = useTransition();
  const isAccepted = answer?.kind === "accepted";

  async function ask(apiKey: string): Promise<Answer> {
    const result = await test({ apiKey });
    if (!result?.data) return { kind: "failure", text: failureOf(result) ?? "" };
    return result.data.ok ? { kind: "accepted" } : { kind: "problem", problem: result.data.problem };
  }

  async function keep(apiKey: string): Promise<Answer | null> {
    const result = await save({ apiKey });
    if (!result?.data) return { kind: "failure", text: failureOf(result) ?? "" };
    if (result.data.kind !== "saved") return { kind: "problem", problem: result.data.kind };
    toast(savedMessage(result.data));
    onSaved?.();
    return null;
  }

  function savedMessage({ isNewKey, configured }: Extract<ConnectResult, { kind: "saved" }>) {
    if (!isNewKey) return { title: t("unchanged") };
    const isDone = configured.kind === "ready" && configured.hasNumber && configured.isSigned;
    return isDone ? { title: t("saved"), tone: "success" as const } : { title: t("savedUnfinished") };
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const apiKey = String(new FormData(event.currentTarget).get("apiKey") ?? "");
    startAsking(async () => setAnswer(await (isAccepted ? keep(apiKey) : ask(apiKey))));
  }

  return (
    <form onSubmit={submit} onInput={() => setAnswer(null)} noValidate className="flex flex-col gap-3">
      <SecretField label={t("label")} name="apiKey" hint={t("hint")} />
      <KeyAnswer answer={answer} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="submit" variant="primary" pending={isPending}>
          {isAccepted ? t("save") : t("test")}
        </Button>
      </div>
    </form>
  );
}

function KeyAnswer({ answer }: { answer: Answer | null }) {
  const t = useTranslations("integrations");
  return (
    <div aria-live="polite">
      {answer?.kind === "accepted" ? (
        <Callout tone="success" icon={<CircleCheck />}>
          {t("key.accepted")}
        </Callout>
      ) : null}
      {answer?.kind === "problem" ? (
        <Callout tone="danger" icon={<CircleAlert />} title={t(`problems.${answer.problem}.title`)}>
          {t(`problems.${answer.problem}.help`)}
        </Callout>
      ) : null}
      {answer?.kind === "failure" ? <Callout tone="danger">{answer.text}</Callout> : null}
    </div>
  );
}
