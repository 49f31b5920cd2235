import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ExactTime } from "@/components/ui/exact-time";
import { Status } from "@/components/ui/status";
import type { Installation } from "@/lib/domain/ghl-installations/list-installations";
import { releaseInstallationAction, requestInstallationAction } from "./actions";
import { ReleaseInstallation } from "./release-installation";
import { RequestInstallation } from "./request-installation";

type InstallationsCardProps = { installations: readonly Installation[]; canManage: boolean };

const TONES = { requested: "accent", claimed: "success", uninstalled: "neutral" } as const;

/** Locations of HighLevel that are the firm's or that it asks for. Their events come over one address for all firms. */
export function InstallationsCard({ installations, canManage }: InstallationsCardProps) {
  const t = useTranslations("webhook-endpoints.installations");
  return (
    <Card id="ghl-installations" title={t("title")} description={t("description")}>
      <div className="flex flex-col gap-4">
        {installations.length === 0 ? <p className="text-sm text-subtle">{t("empty")}</p> : null}
        {installations.length > 0 ? (
          <ul aria-label={t("caption")} className="flex flex-col divide-y divide-line-soft border-y border-line-soft">
            {installations.map((installation) => (
              <InstallationRow key={installation.locationId} installation={installation} canManage={canManage} />
            ))}
          </ul>
        ) : null}
        {canManage ? <RequestInstallation request={requestInstallationAction} /> : null}
      </div>
    </Card>
  );
}

type InstallationRowProps = { installation: Installation; canManage: boolean };

function InstallationRow({ installation, canManage }: InstallationRowProps) {
  const t = useTranslations("webhook-endpoints.installations");
  const { locationId, companyName, state, requestedAt, decidedAt } = installation;
  const since = decidedAt ?? requestedAt;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 text-sm">
      <span className="flex min-w-0 flex-1 basis-56 flex-col">
        <span className="font-medium wrap-anywhere text-ink">{companyName ?? locationId}</span>
        <span className="text-xs wrap-anywhere text-subtle">
          {companyName === null ? null : <code className="font-mono">{locationId}</code>}
          {companyName !== null && since !== null ? " · " : null}
          {since === null ? null : (
            <>
              {t("since")} <ExactTime value={since} />
            </>
          )}
        </span>
        {state === "requested" ? <span className="text-xs text-muted">{t("requestedHint")}</span> : null}
      </span>
      <span className="flex flex-wrap items-center gap-3">
        <Status tone={TONES[state]}>{t(`states.${state}`)}</Status>
        {canManage && state !== "uninstalled" ? (
          <ReleaseInstallation
            locationId={locationId}
            isRequest={state === "requested"}
            release={releaseInstallationAction}
          />
        ) : null}
      </span>
    </li>
  );
}
