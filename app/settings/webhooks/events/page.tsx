import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLinks, type SearchParams, textOf } from "@/app/desk/list-links";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ClearFilters } from "@/components/ui/clear-filters";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NoPermissionState } from "@/components/ui/no-permission-state";
import { Pagination } from "@/components/ui/pagination";
import { asTenant } from "@/lib/auth/as-tenant";
import { listAdministrators } from "@/lib/domain/memberships/list-administrators";
import { explainRefusal } from "@/lib/domain/webhook-endpoints/explain-refusal";
import { listLogDoors } from "@/lib/domain/webhook-events/list-log-doors";
import { listWebhookLog, type WebhookLogRow } from "@/lib/domain/webhook-events/list-webhook-log";
import {
  dryRunEventAction,
  dryRunEventsAction,
  listMatchingEventsAction,
  markEventsDoneAction,
  quarantineEventsAction,
  releaseEventsAction,
  replayEventsAction,
  setProviderStateAction,
} from "./actions";
import { EventFilters } from "./event-filters";
import { EventLog } from "./event-log";
import { FILTER_PARAMS, logFilterOf } from "./event-query";
import type { LogItem } from "./event-table";
import { PauseProvider } from "./pause-provider";
import { ShownWindow } from "./shown-window";

const PATH = "/settings/webhooks/events";
const LIMIT = 50;

const ACTIONS = {
  dryRun: dryRunEventAction,
  dryRunMany: dryRunEventsAction,
  replay: replayEventsAction,
  quarantine: quarantineEventsAction,
  release: releaseEventsAction,
  markDone: markEventsDoneAction,
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("webhook-events");
  return { title: t("title") };
}

export default async function EventLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("webhook-events");
  const search = await searchParams;
  const filter = logFilterOf(search, new Date());
  const access = await asTenant("integrations:read", async (tx) => ({
    page: await listWebhookLog(tx, { ...filter, cursor: textOf(search, "cursor"), limit: LIMIT }),
    doors: await listLogDoors(tx),
    administrators: await listAdministrators(tx),
  }));
  if (!access.granted) return <NoPermissionState {...access.noPermission} />;
  const { page, doors, administrators } = access.data;
  const canManage = access.principal.permissions.has("integrations:manage");
  const open = doors.filter((door) => door.provider === filter.provider && door.state !== "deleted");
  return (
    <>
      {canManage ? null : <Callout>{t("readOnly", { who: administrators.join(", ") || t("administrators") })}</Callout>}
      <EventFilters doors={doors} />
      <ShownWindow search={search} />
      {filter.callId ? <Callout>{t("filters.ofCall")}</Callout> : null}
      {canManage && filter.provider && open.length > 0 ? (
        <div className="flex justify-end">
          <PauseProvider
            provider={filter.provider}
            isOpen={open.some(({ state }) => state === "active")}
            setState={setProviderStateAction}
          />
        </div>
      ) : null}
      <Card padding="flush">
        <EventLog
          rows={page.rows.map(itemOf)}
          filter={filter}
          hasMore={page.nextCursor !== null}
          actions={canManage ? ACTIONS : null}
          listMatching={listMatchingEventsAction}
          empty={
            FILTER_PARAMS.some((param) => textOf(search, param) !== null) || textOf(search, "cursor") ? (
              <EmptyState icon={<Inbox />} title={t("noMatch.title")} action={<ClearFilters params={FILTER_PARAMS} />}>
                {t("noMatch.body")}
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Inbox />}
                title={t("empty.title")}
                action={<LinkButton href="/settings/webhooks">{t("empty.action")}</LinkButton>}
              >
                {t("empty.body")}
              </EmptyState>
            )
          }
        />
      </Card>
      <Pagination {...pageLinks(PATH, search, page.nextCursor)} />
    </>
  );
}

function itemOf(row: WebhookLogRow): LogItem {
  if (row.kind === "event") return row;
  const door = row.mode === null ? null : { provider: row.provider, mode: row.mode };
  return { ...row, why: explainRefusal(row.reason, row.facts, door) };
}
