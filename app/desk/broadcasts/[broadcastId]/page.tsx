import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { asTenant } from "@/lib/auth/as-tenant";
import { RECIPIENT_OUTCOMES } from "@/lib/domain/broadcasts/broadcasts.schema";
import { countOutcomes } from "@/lib/domain/broadcasts/count-outcomes";
import { findBroadcast } from "@/lib/domain/broadcasts/find-broadcast";
import { isBroadcastStalled } from "@/lib/domain/broadcasts/is-broadcast-stalled";
import { listRecipients } from "@/lib/domain/broadcasts/list-recipients";
import { loadEditorChoices } from "@/lib/domain/broadcasts/load-editor-choices";
import { type SearchParams, textOf } from "../../list-links";
import { NoAccess } from "../../no-access";
import { BroadcastEditor } from "../broadcast-editor";
import { BroadcastStatus } from "../broadcast-status";
import { EDITOR_ACTS } from "../editor-acts";
import { BroadcastReport } from "./broadcast-report";
import { BroadcastText } from "./broadcast-text";

const LIMIT = 50;

type BroadcastPageProps = { params: Promise<{ broadcastId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("broadcasts");
  return { title: t("title") };
}

export default async function BroadcastPage({ params, searchParams }: BroadcastPageProps) {
  const t = await getTranslations("broadcasts");
  const search = await searchParams;
  const broadcastId = z.uuid().safeParse((await params).broadcastId);
  if (!broadcastId.success) notFound();
  const filter = {
    broadcastId: broadcastId.data,
    outcome: RECIPIENT_OUTCOMES.find((code) => code === textOf(search, "outcome")) ?? null,
    reason: textOf(search, "reason"),
    cursor: textOf(search, "cursor"),
    limit: LIMIT,
  };
  const access = await asTenant("broadcasts:read", async (tx) => {
    const broadcast = await findBroadcast(tx, filter.broadcastId);
    if (broadcast === null) return null;
    if (broadcast.state === "draft") return { broadcast, choices: await loadEditorChoices(tx) };
    return {
      broadcast,
      report: {
        counts: await countOutcomes(tx, broadcast.id),
        recipients: await listRecipients(tx, filter),
        isStalled: await isBroadcastStalled(tx, { broadcastId: broadcast.id, now: new Date() }),
      },
    };
  });
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  if (access.data === null) notFound();
  const { broadcast, choices, report } = access.data;
  const canManage = access.principal.permissions.has("broadcasts:manage");
  return (
    <Page>
      <PageHeader
        title={broadcast.name}
        status={<BroadcastStatus state={broadcast.state} />}
        breadcrumbs={<Breadcrumbs current={broadcast.name} items={[{ label: t("title"), href: "/desk/broadcasts" }]} />}
      />
      {report ? (
        <BroadcastReport
          broadcast={broadcast}
          {...report}
          search={search}
          canManage={canManage}
          canConnectLine={access.principal.permissions.has("lines:manage")}
        />
      ) : choices && canManage ? (
        <BroadcastEditor draft={broadcast} choices={choices} acts={EDITOR_ACTS} />
      ) : (
        <BroadcastText broadcast={broadcast} />
      )}
    </Page>
  );
}
