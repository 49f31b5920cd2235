import { useTranslations } from "next-intl";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { VapiConnection, VapiKey } from "@/lib/connections/vapi/find-vapi-connection";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { deleteApiKeyAction, restoreApiKeyAction, saveApiKeyAction, testConnectionAction } from "./actions";
import { DeleteKey } from "./delete-key";
import { RestoreKey } from "./restore-key";
import { RotateKey } from "./rotate-key";
import { Section } from "./section";

/** What may be known of the key: its end, its fingerprint, who, when, and its last use. */
export function KeySection({ connection, canManage }: { connection: VapiConnection; canManage: boolean }) {
  const t = useTranslations("integrations.key");
  const { phoneNumber } = connection;
  return (
    <Section
      title={t("title")}
      actions={
        canManage ? (
          <>
            <RotateKey test={testConnectionAction} save={saveApiKeyAction} />
            <DeleteKey remove={deleteApiKeyAction} phoneNumber={phoneNumber ? formatPhone(phoneNumber) : null} />
          </>
        ) : null
      }
    >
      <DescriptionList>
        {connection.keys.map((key) =>
          key.state === "current" ? (
            <CurrentKey key={key.id} shown={key} />
          ) : (
            <PreviousKey key={key.id} shown={key} canManage={canManage} />
          ),
        )}
      </DescriptionList>
    </Section>
  );
}

function CurrentKey({ shown }: { shown: VapiKey }) {
  const t = useTranslations("integrations.key");
  return (
    <>
      <DescriptionItem term={t("current")}>
        <LastFour text={shown.lastFour} />
      </DescriptionItem>
      <DescriptionItem term={t("fingerprint")}>
        <code className="font-mono text-xs">{shown.fingerprint}</code>
      </DescriptionItem>
      <DescriptionItem term={t("addedBy")}>
        <ExactTime value={shown.createdAt} /> {t("addedByWhom", { name: shown.createdByName ?? t("someone") })}
        <span className="text-subtle">
          {" · "}
          <RelativeTime value={shown.createdAt} />
        </span>
      </DescriptionItem>
      <DescriptionItem term={t("lastUsed")}>
        <RelativeTime value={shown.lastUsedAt} />
      </DescriptionItem>
    </>
  );
}

function PreviousKey({ shown, canManage }: { shown: VapiKey; canManage: boolean }) {
  const t = useTranslations("integrations.key");
  return (
    <DescriptionItem
      term={t("previous")}
      actions={canManage ? <RestoreKey restore={restoreApiKeyAction} /> : undefined}
    >
      <LastFour text={shown.lastFour} />
      {shown.usableUntil ? (
        <span className="ms-2 text-muted">
          {t.rich("previousUntil", { until: () => <ExactTime value={shown.usableUntil ?? ""} withZone /> })}
        </span>
      ) : null}
    </DescriptionItem>
  );
}

function LastFour({ text }: { text: string }) {
  const t = useTranslations("common.secret");
  return (
    <span role="img" aria-label={t("endsWith", { last4: text })} className="font-mono text-xs tracking-wider">
      •••• {text}
    </span>
  );
}
