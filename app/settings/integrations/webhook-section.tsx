import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { credentialSettings } from "@/lib/connections/vapi/credential-settings";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/list-endpoints";
import {
  revealEndpointAction,
  rotateEndpointSecretAction,
  saveCredentialAction,
  setEndpointStateAction,
} from "./actions";
import { EndpointSwitch } from "./endpoint-switch";
import { Section } from "./section";
import { SigningSteps } from "./signing-steps";

type WebhookSectionProps = { endpoint: EndpointSummary; credentialId: string | null; canManage: boolean };

const REASONS = [
  "no_secret",
  "no_signature",
  "bad_signature",
  "stale",
  "conflicting_call_tokens",
  "foreign_call_token",
  "foreign_provider_call",
] as const;

/** How VAPI reports back: how it proves itself, what came last, what was refused, and how signing is set up. */
export function WebhookSection({ endpoint, credentialId, canManage }: WebhookSectionProps) {
  const t = useTranslations("integrations.webhooks");
  return (
    <Section title={t("title")} description={t("what")}>
      <WebhookFacts endpoint={endpoint} credentialId={credentialId} />
      {canManage ? (
        <div className="flex flex-col gap-3 pt-1">
          <EndpointSwitch
            endpointId={endpoint.id}
            isActive={endpoint.state === "active"}
            setState={setEndpointStateAction}
          />
          <Disclosure
            summary={<span className="font-medium text-ink">{t(credentialId === null ? "setUp" : "setUpDone")}</span>}
            defaultOpen={credentialId === null}
          >
            <SigningSteps
              endpointId={endpoint.id}
              isSigned={endpoint.strength === "signed"}
              settings={credentialSettings(endpoint.mode)}
              credentialId={credentialId}
              reveal={revealEndpointAction}
              rotate={rotateEndpointSecretAction}
              saveCredential={saveCredentialAction}
            />
          </Disclosure>
        </div>
      ) : null}
    </Section>
  );
}

function WebhookFacts({ endpoint, credentialId }: Pick<WebhookSectionProps, "endpoint" | "credentialId">) {
  const t = useTranslations("integrations.webhooks");
  return (
    <DescriptionList>
      <DescriptionItem term={t("proof")}>
        <Badge tone={endpoint.strength === "signed" ? "success" : "warning"}>{t(`proofs.${endpoint.strength}`)}</Badge>
        <p className="mt-1 max-w-prose text-xs text-muted">{t(`proofMeans.${endpoint.strength}`)}</p>
      </DescriptionItem>
      <DescriptionItem term={t("credential")}>
        {credentialId ? (
          <code className="font-mono text-xs">{credentialId}</code>
        ) : (
          <span className="text-subtle">{t("noCredential")}</span>
        )}
      </DescriptionItem>
      <DescriptionItem term={t("secret")}>
        <code className="font-mono text-xs">{endpoint.secretFingerprint}</code>
        <Overlap until={endpoint.previousSecretUsableUntil} />
      </DescriptionItem>
      <DescriptionItem term={t("lastEvent")}>
        <RelativeTime value={endpoint.lastEventAt} />
      </DescriptionItem>
      <DescriptionItem term={t("refused")}>
        <Refusals endpoint={endpoint} />
      </DescriptionItem>
    </DescriptionList>
  );
}

function Overlap({ until }: { until: Date | null }) {
  const t = useTranslations("integrations.webhooks");
  if (until === null || until <= new Date()) return null;
  return (
    <span className="ms-2 text-muted">
      {t.rich("secretOverlap", { until: () => <ExactTime value={until} withZone /> })}
    </span>
  );
}

function Refusals({ endpoint: { refusedCount, lastRefusal, lastRefusedAt } }: { endpoint: EndpointSummary }) {
  const t = useTranslations("integrations.webhooks");
  if (refusedCount === 0 || lastRefusedAt === null) return <span className="text-subtle">{t("refusedNone")}</span>;
  const reason = t(`reasons.${REASONS.find((code) => code === lastRefusal) ?? "other"}`);
  return (
    <>
      <span className="tabular-nums">{t("refusedCount", { count: refusedCount })}</span>
      <span className="text-muted">
        {" · "}
        {t.rich("refusedLast", { reason, when: () => <RelativeTime value={lastRefusedAt} /> })}
      </span>
    </>
  );
}
