import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { Disclosure } from "@/components/ui/disclosure";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { credentialSettings } from "@/lib/connections/vapi/credential-settings";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { explainRefusal } from "@/lib/domain/webhook-endpoints/explain-refusal";
import { ProofBadge } from "../webhooks/proof-badge";
import { useRefusalText } from "../webhooks/use-refusal-text";
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

/** How VAPI reports back: how it proves itself, what came last, what was refused, and how signing is set up. */
export function WebhookSection({ endpoint, credentialId, canManage }: WebhookSectionProps) {
  const t = useTranslations("integrations.webhooks");
  const more = useTranslations("webhook-endpoints.vapiCard");
  return (
    <Section
      title={t("title")}
      description={t("what")}
      actions={
        <TextLink href={`/settings/webhooks/endpoints/${endpoint.id}`} className="text-sm">
          {more("more")}
        </TextLink>
      }
    >
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
  const proof = useTranslations("webhook-endpoints.proofMeans");
  return (
    <DescriptionList>
      <DescriptionItem term={t("proof")}>
        <ProofBadge strength={endpoint.strength} />
        <p className="mt-1 max-w-prose text-xs text-muted">{proof(endpoint.strength)}</p>
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

function Refusals({ endpoint }: { endpoint: EndpointSummary }) {
  const t = useTranslations("integrations.webhooks");
  const textOf = useRefusalText();
  const { refusedCount, lastRefusal, lastRefusedAt } = endpoint;
  if (refusedCount === 0 || lastRefusedAt === null) return <span className="text-subtle">{t("refusedNone")}</span>;
  const reason = textOf(explainRefusal(lastRefusal ?? "", {}, endpoint)).title;
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
