import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { asTenant } from "@/lib/auth/as-tenant";
import { contactNow } from "@/lib/core/contact-clock";
import { findConversation } from "@/lib/domain/conversations/find-conversation";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listThread } from "@/lib/domain/conversations/list-thread";
import { listLines } from "@/lib/domain/lines/list-lines";
import { listColleagues } from "@/lib/domain/memberships/list-colleagues";
import { listTemplates } from "@/lib/domain/templates/list-templates";
import type { SearchParams } from "../list-links";
import { NoAccess } from "../no-access";
import { Inbox } from "./inbox";
import { listFilterOf, loadInboxSearch, searchOf } from "./inbox-search";
import { toWire } from "./wire";

const ROWS = 50;
const ITEMS = 40;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbox");
  return { title: t("title") };
}

export default async function InboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const t = await getTranslations("inbox");
  const { c, ...asked } = await loadInboxSearch(searchParams);
  const search = searchOf(asked);
  const conversationId = z.uuid().safeParse(c).data ?? null;
  const realNow = new Date();
  const now = contactNow(realNow);
  const access = await asTenant("conversations:read", async (tx, { actor: { userId } }) => {
    const list = await listConversations(tx, { userId, filter: listFilterOf(search), limit: ROWS });
    const conversation =
      conversationId === null ? null : await findConversation(tx, { conversationId, userId, now, realNow });
    return {
      list,
      open: conversation && {
        conversation,
        thread: await listThread(tx, { conversationId: conversation.id, limit: ITEMS }),
      },
      lines: await listLines(tx),
      templates: await listTemplates(tx),
      colleagues: await listColleagues(tx),
    };
  });
  if (!access.granted) return <NoAccess title={t("title")} {...access.noPermission} />;
  const { list, open, lines, templates, colleagues } = access.data;
  const { permissions, actor } = access.principal;
  const own = colleagues.find(({ userId }) => userId === actor.userId);
  return (
    <Inbox
      first={toWire({ search, list, open })}
      setting={{
        me: own ?? { userId: actor.userId, name: t("you") },
        can: {
          write: permissions.has("conversations:write"),
          send: permissions.has("messages:send"),
          recordWish: permissions.has("optouts:write"),
          addContact: permissions.has("contacts:write"),
          placeCall: permissions.has("calls:place"),
          connectLine: permissions.has("lines:manage"),
        },
        colleagues,
        lines: lines.map(({ id, label, address, provider, channel, state, settings }) => ({
          ...{ id, label, provider, channel, state },
          // An instance's own name says nothing to anybody.
          address: settings.phone ?? address,
        })),
        templates: templates.map(({ id, name, shortcut, bodyEn, bodyEs }) => ({ id, name, shortcut, bodyEn, bodyEs })),
        firmTimeZone: access.firm.timeZone,
        contactClockOffsetMs: now.getTime() - realNow.getTime(),
      }}
    />
  );
}
