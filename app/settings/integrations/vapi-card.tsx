import { useTranslations } from "next-intl";
import type { Tone } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Status } from "@/components/ui/status";
import type { VapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import { saveApiKeyAction, testConnectionAction } from "./actions";
import { KeyForm } from "./key-form";
import { KeySection } from "./key-section";
import { ServiceSection } from "./service-section";
import { WebhookSection } from "./webhook-section";

type VapiCardProps = { connection: VapiConnection; canManage: boolean };
type Condition = "connected" | "failing" | "disconnected";

const TONES: Record<Condition, Tone> = { connected: "success", failing: "warning", disconnected: "neutral" };

/** The firm's VAPI account: its state in words, its key, and the webhooks that report from it. */
export function VapiCard({ connection, canManage }: VapiCardProps) {
  const t = useTranslations("integrations.vapi");
  const condition = conditionOf(connection);
  return (
    <Card
      id="vapi"
      padding="flush"
      title={t("name")}
      description={t("what")}
      actions={<Status tone={TONES[condition]}>{t(`states.${condition}`)}</Status>}
    >
      {condition === "disconnected" ? (
        <NotConnected canManage={canManage} />
      ) : (
        <>
          <Problems connection={connection} />
          <ServiceSection connection={connection} canManage={canManage} />
          <KeySection connection={connection} canManage={canManage} />
          {connection.endpoint ? (
            <WebhookSection
              endpoint={connection.endpoint}
              credentialId={connection.credentialId}
              canManage={canManage}
            />
          ) : null}
        </>
      )}
    </Card>
  );
}

/** Connected means that calls can be placed and can report back, not only that a key is there. */
function conditionOf({ state, problems }: VapiConnection): Condition {
  if (state === "disconnected") return "disconnected";
  return problems.length === 0 ? "connected" : "failing";
}

function NotConnected({ canManage }: { canManage: boolean }) {
  const t = useTranslations("integrations.vapi");
  return (
    <div className="flex flex-col gap-4 border-t border-line-soft px-4 pt-3.5 pb-4">
      <p className="max-w-prose text-sm text-muted">{t(canManage ? "notConnected" : "notConnectedReader")}</p>
      {canManage ? <KeyForm test={testConnectionAction} save={saveApiKeyAction} /> : null}
    </div>
  );
}

function Problems({ connection: { problems } }: { connection: VapiConnection }) {
  const t = useTranslations("integrations");
  if (problems.length === 0) return null;
  return (
    <div className="px-4 pt-1 pb-4">
      <Callout tone="warning" title={t("vapi.attention", { count: problems.length })}>
        <ul className="flex flex-col gap-1.5 pt-1">
          {problems.map((problem) => (
            <li key={problem}>
              <span className="font-medium text-ink">{t(`problems.${problem}.title`)}.</span>{" "}
              {t(`problems.${problem}.help`)}
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  );
}
