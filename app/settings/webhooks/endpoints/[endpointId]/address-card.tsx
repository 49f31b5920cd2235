import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import type { EndpointSummary } from "@/lib/domain/webhook-endpoints/endpoint-summary";
import { asEndpointProvider, secretSourceOf } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { revealSecretAction, rotateSecretAction } from "../../actions";
import { isSecretMissing } from "../../endpoint-status";
import { ProofBadge } from "../../proof-badge";
import { MintedSecret } from "./minted-secret";
import { TypedSecret } from "./typed-secret";

type AddressCardProps = { endpoint: EndpointSummary; url: string | null };

/** The address to enter at the sender, how its deliveries prove themselves, and what may be known of the secret. */
export function AddressCard({ endpoint, url }: AddressCardProps) {
  const t = useTranslations("webhook-endpoints");
  return (
    <Card title={t("address.title")}>
      <div className="flex flex-col gap-3">
        {url === null ? null : <CopyField label={t("address.url")} value={url} hint={t("address.urlHint")} />}
        <DescriptionList>
          {url === null ? (
            <DescriptionItem term={t("address.url")}>
              <span className="text-subtle">{t("address.urlHidden")}</span>
            </DescriptionItem>
          ) : null}
          <DescriptionItem term={t("list.proof")}>
            <span className="flex flex-wrap items-center gap-2">
              {t(`modes.${endpoint.mode}.name`)}
              <ProofBadge strength={endpoint.strength} />
            </span>
            <p className="mt-1 max-w-prose text-xs text-muted">{t(`proofMeans.${endpoint.strength}`)}</p>
          </DescriptionItem>
          <DescriptionItem term={t("address.fingerprint")}>
            <Fingerprint endpoint={endpoint} />
          </DescriptionItem>
          <DescriptionItem term={t("address.opened")}>
            <ExactTime value={endpoint.createdAt} />
          </DescriptionItem>
        </DescriptionList>
        {url === null ? null : <SecretControls endpoint={endpoint} />}
      </div>
    </Card>
  );
}

function Fingerprint({ endpoint }: { endpoint: EndpointSummary }) {
  const t = useTranslations("webhook-endpoints.address");
  if (secretSourceOf(endpoint.mode) === "none") return <span className="text-muted">{t("noSecretShared")}</span>;
  if (isSecretMissing(endpoint)) return <span className="text-danger">{t("secretMissing")}</span>;
  const until = endpoint.previousSecretUsableUntil;
  return (
    <>
      <code className="font-mono text-xs">{endpoint.secretFingerprint}</code>
      {until !== null && until > new Date() ? (
        <p className="text-xs text-muted">{t.rich("overlap", { until: () => <ExactTime value={until} withZone /> })}</p>
      ) : null}
    </>
  );
}

function SecretControls({ endpoint }: { endpoint: EndpointSummary }) {
  const provider = asEndpointProvider(endpoint.provider);
  if (provider === null) return null;
  switch (secretSourceOf(endpoint.mode)) {
    case "none":
      return null;
    case "minted":
      return (
        <MintedSecret
          endpointId={endpoint.id}
          provider={provider}
          reveal={revealSecretAction}
          rotate={rotateSecretAction}
        />
      );
    case "typed":
      return (
        <TypedSecret
          endpointId={endpoint.id}
          provider={provider}
          isMissing={isSecretMissing(endpoint)}
          rotate={rotateSecretAction}
        />
      );
  }
}
