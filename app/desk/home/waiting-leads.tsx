import { Coffee } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { countWaitingLeads, listWaitingLeads, type WaitingLead } from "@/lib/domain/home/list-waiting";
import { AreaName } from "../area-name";
import { LanguageBadge } from "../language-badge";
import { takeLeadAction } from "../leads/actions";
import { TakeLead } from "../leads/take-lead";
import { NoAccess } from "../no-access";

/** Who waits for an answer, the longest waiting first, each to be taken with one press. */
export async function WaitingLeads() {
  const t = await getTranslations("home.waiting");
  const access = await asTenant("home:read", async (tx) => ({
    rows: await listWaitingLeads(tx),
    total: await countWaitingLeads(tx),
  }));
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { data, principal } = access;
  const hidden = data.total - data.rows.length;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      padding="flush"
      actions={
        <TextLink href="/desk/leads?status=new" className="text-sm">
          {t("all")}
        </TextLink>
      }
      footer={hidden > 0 ? <TextLink href="/desk/leads?status=new">{t("more", { count: hidden })}</TextLink> : null}
    >
      <WaitingList
        rows={data.rows}
        userId={principal.actor.userId}
        canTake={principal.permissions.has("leads:write")}
      />
    </Card>
  );
}

type WaitingListProps = { rows: WaitingLead[]; userId: string; canTake: boolean };

async function WaitingList({ rows, userId, canTake }: WaitingListProps) {
  const t = await getTranslations("home.waiting");
  return (
    <DataList
      caption={t("caption")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/leads/${row.id}`}
      empty={
        <EmptyState icon={<Coffee />} title={t("emptyTitle")}>
          {t("empty")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("name"),
          card: "title",
          cell: (row) => (
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate">{row.name}</span>
              <LanguageBadge language={row.preferredLanguage} />
            </span>
          ),
        },
        {
          id: "area",
          header: t("area"),
          width: "14rem",
          card: "line",
          cell: (row) => (row.practiceArea === null ? null : <AreaName area={row.practiceArea} />),
        },
        {
          id: "since",
          header: t("since"),
          width: "12rem",
          card: "labelled",
          cell: (row) => <RelativeTime value={row.receivedAt} />,
        },
        {
          id: "person",
          header: t("person"),
          width: "10rem",
          align: "end",
          card: "aside",
          cell: (row) => (
            <TakeLead
              leadId={row.id}
              name={row.name}
              take={takeLeadAction}
              holder={holderOf(row, userId)}
              canTake={canTake}
            />
          ),
        },
      ]}
    />
  );
}

function holderOf(row: WaitingLead, userId: string): { isMe: boolean; name: string } | null {
  if (row.assignedUserId === null) return null;
  return { isMe: row.assignedUserId === userId, name: row.assignedName ?? row.assignedUserId };
}
