"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ChainVerdict } from "@/lib/domain/audit/verify-chain";
import { useRefusal } from "../use-refusal";

type VerifyChain = ActionOf<void, ChainVerdict>;
type Result = ChainVerdict | { ok: null; message: string };

/** The screen's header, with the check of the whole chain and what it found. */
export function AuditHeader({ verify }: { verify: VerifyChain }) {
  const t = useTranslations("audit");
  const refusal = useRefusal();
  const [result, setResult] = useState<Result | null>(null);
  const [isVerifying, startVerifying] = useTransition();

  function onVerify() {
    startVerifying(async () => {
      const answer = await verify();
      setResult(answer?.data ?? { ok: null, message: refusal(answer) ?? "" });
    });
  }

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button icon={<ShieldCheck />} pending={isVerifying} onClick={onVerify}>
            {isVerifying ? t("verify.running") : t("verify.button")}
          </Button>
        }
      />
      {result === null || isVerifying ? null : <Verdict result={result} />}
    </>
  );
}

function Verdict({ result }: { result: Result }) {
  const t = useTranslations("audit.verify");
  if (result.ok === null) {
    return (
      <Callout tone="danger" role="alert">
        {t("failed", { message: result.message })}
      </Callout>
    );
  }
  if (!result.ok) {
    return (
      <Callout
        tone="danger"
        role="alert"
        title={t("brokenTitle", { sequence: String(result.sequence) })}
        action={<LinkButton href={`/desk/audit?entry=${result.sequence}`}>{t("show")}</LinkButton>}
      >
        {t("broken", { fault: result.fault })}
      </Callout>
    );
  }
  return (
    <Callout tone="success" role="status" title={t("validTitle")}>
      <p>{t("valid", { count: result.links })}</p>
      <p className="pt-1 text-xs">
        {t("head")}: <code className="font-mono wrap-anywhere text-ink">{result.head}</code>
      </p>
    </Callout>
  );
}
