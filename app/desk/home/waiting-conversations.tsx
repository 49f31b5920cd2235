import { MessagesSquare } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { AddressWords } from "@/app/desk/address-words";
import { Card } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { asTenant } from "@/lib/auth/as-tenant";
import { listWaitingConversations, type WaitingConversation } from "@/lib/domain/home/list-waiting-conversations";

const SHOWN = 10;

/** Who wrote and has no answer, the longest waiting first. Whoever may not read messages sees no card. */
export async function WaitingConversations() {
  const t = await getTranslations("home.conversations");
  const access = await asTenant("conversations:read", listWaitingConversations);
  if (!access.granted) return null;
  return (
    <Card
      title={t("title")}
      description={t("description")}
      padding="flush"
      actions={
        <TextLink href="/desk/inbox?view=waiting" className="text-sm">
          {t("all")}
        </TextLink>
      }
    >
      <WaitingPeople rows={access.data.slice(0, SHOWN)} />
    </Card>
  );
}

async function WaitingPeople({ rows }: { rows: WaitingConversation[] }) {
  const t = await getTranslations("home.conversations");
  return (
    <DataList
      caption={t("caption")}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/desk/inbox?c=${row.id}`}
      empty={
        <EmptyState icon={<MessagesSquare />} title={t("emptyTitle")}>
          {t("empty")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("name"),
          width: "13rem",
          card: "title",
          cell: (row) => <span className="truncate">{row.name ?? <AddressWords address={row.clientAddress} />}</span>,
        },
        {
          id: "words",
          header: t("words"),
          card: "line",
          cell: (row) => <span className="line-clamp-1 min-w-0 wrap-anywhere">{row.lastWords || t("noWords")}</span>,
        },
        {
          id: "channel",
          header: t("channel"),
          width: "8rem",
          card: "line",
          cell: (row) => (row.channel === null ? null : t(row.channel)),
        },
        {
          id: "since",
          header: t("since"),
          width: "9rem",
          card: "labelled",
          cell: (row) => <RelativeTime value={row.waitingSince} />,
        },
        {
          id: "person",
          header: t("person"),
          width: "10rem",
          card: "labelled",
          cell: (row) => row.assignedName ?? t("nobody"),
        },
      ]}
    />
  );
}
