import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionItem, DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { LineConnection } from "@/lib/connections/lines/list-line-connections";
import { readLineReason } from "@/lib/domain/lines/line-reason";
import type { LineRow, LineState } from "@/lib/domain/lines/line-row";
import { formatPhone } from "@/lib/domain/phones/format-phone";
import { LineActs } from "./line-acts";

const TONES: Record<LineState, Tone> = {
  connected: "success",
  connecting: "warning",
  disconnected: "danger",
  failing: "warning",
};

/** One line: what it is, how it stands and since when, its key as far as that may be shown, and what can be done. */
export function LineCard({ connection, canManage }: { connection: LineConnection; canManage: boolean }) {
  const t = useTranslations("lines");
  const { line, key } = connection;
  const reason = readLineReason(line.stateReason);
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {line.label}
          {line.isDefault ? <Badge>{t("isDefault")}</Badge> : null}
        </span>
      }
      description={`${t(`providers.${line.provider}`)} · ${t(line.settings.whatsapp === "business" ? "business.name" : `channels.${line.channel}`)}`}
      actions={<Status tone={TONES[line.state]}>{t(`states.${line.state}`)}</Status>}
    >
      <div className="flex flex-col gap-3">
        {reason === null || line.state === "connected" ? null : (
          <Callout tone="warning" title={t(`reasons.${reason}.title`)}>
            {t(`reasons.${reason}.help`)}
          </Callout>
        )}
        <DescriptionList>
          <DescriptionItem term={t("address")}>
            <Address line={line} />
          </DescriptionItem>
          <DescriptionItem term={t("since")}>
            <RelativeTime value={line.stateChangedAt} />
          </DescriptionItem>
          <DescriptionItem term={t("key.term")}>
            {key === null ? (
              <span className="text-subtle">{t("key.none")}</span>
            ) : (
              <code className="font-mono text-xs">{`•••• ${key.lastFour} · ${key.fingerprint}`}</code>
            )}
          </DescriptionItem>
          <DescriptionItem term={t("lastUsed")}>
            {key?.lastUsedAt ? <RelativeTime value={key.lastUsedAt} /> : t("never")}
          </DescriptionItem>
          {line.provider === "texting" || line.provider === "broadcast" ? (
            <DescriptionItem term={t("fileHosts.term")}>
              {line.settings.fileHosts?.length ? (
                <span className="wrap-anywhere">{line.settings.fileHosts.join(", ")}</span>
              ) : (
                <span className="text-subtle">{t("fileHosts.none")}</span>
              )}
            </DescriptionItem>
          ) : null}
        </DescriptionList>
        {canManage ? <LineActs line={line} /> : null}
      </div>
    </Card>
  );
}

function Address({ line }: { line: LineRow }) {
  const t = useTranslations("lines");
  if (line.provider !== "evolution") return <span className="tabular-nums">{formatPhone(line.address)}</span>;
  const { phone } = line.settings;
  if (phone === undefined) return <span className="text-subtle">{t("noPhoneYet")}</span>;
  const shown = formatPhone(phone);
  return (
    <span className="tabular-nums">{line.state === "connected" ? t("connectedAs", { phone: shown }) : shown}</span>
  );
}
