import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Status } from "@/components/ui/status";
import { asTenant } from "@/lib/auth/as-tenant";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import type { Permission } from "@/lib/core/principal";
import { findSetUp } from "@/lib/domain/home/find-set-up";
import { formatPhone } from "@/lib/domain/phones/format-phone";

type Step = {
  id: "voice" | "callback" | "team";
  isDone: boolean;
  proof: string;
  href: string;
  needs: Permission;
};

/** What a new firm still has to set up, read from what it has set up. Gone once nothing is left. */
export async function SetUpCard() {
  const t = await getTranslations("home.setUp");
  const access = await asTenant("home:read", async (tx) => ({
    ...(await findSetUp(tx)),
    vapi: await findVapiConnection(tx),
  }));
  if (!access.granted) return null;
  const { callbackNumber, teamSize, vapi } = access.data;
  const key = vapi.keys.find((candidate) => candidate.state === "current");
  const steps: Step[] = [
    {
      id: "voice",
      isDone: vapi.state === "connected",
      proof: t("voiceProof", { last4: key?.lastFour ?? "" }),
      href: "/settings/integrations",
      needs: "integrations:manage",
    },
    {
      id: "callback",
      isDone: callbackNumber !== null,
      proof: t("callbackProof", { number: callbackNumber === null ? "" : formatPhone(callbackNumber) }),
      href: "/settings/firm",
      needs: "firm:manage",
    },
    {
      id: "team",
      isDone: teamSize > 1,
      proof: t("teamProof", { count: teamSize }),
      href: "/settings/team",
      needs: "firm:manage",
    },
  ];
  const done = steps.filter((step) => step.isDone).length;
  if (done === steps.length) return null;
  return (
    <Card title={t("title")} description={t("progress", { done, total: steps.length })} padding="flush">
      <ol className="divide-y divide-line-soft border-t border-line-soft">
        {steps.map((step) => (
          <StepLine key={step.id} step={step} isMine={access.principal.permissions.has(step.needs)} />
        ))}
      </ol>
    </Card>
  );
}

async function StepLine({ step, isMine }: { step: Step; isMine: boolean }) {
  const t = await getTranslations("home.setUp");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm">
      <div className="flex min-w-0 flex-1 basis-64 flex-col">
        <span className="font-medium text-ink">{t(step.id)}</span>
        <span className="text-muted">{step.isDone ? step.proof : t(`${step.id}Body`)}</span>
      </div>
      {step.isDone ? <Status tone="success">{t("done")}</Status> : null}
      {!step.isDone && isMine ? (
        <LinkButton href={step.href} size="sm">
          {t("open")}
        </LinkButton>
      ) : null}
      {!step.isDone && !isMine ? <span className="text-subtle">{t("askAdmin")}</span> : null}
    </li>
  );
}
