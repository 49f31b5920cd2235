import "server-only";
import { tenantIdOf } from "@/lib/core/tenant-id";
import type { RawQuery } from "../open-database";

export type BusyInbox = {
  organizationId: string;
  conversations: number;
  messagesEach: number;
  /** Who has read most of them. */
  userId: string;
};

/**
 * Conversations with the newest contacts of a busy firm (see seedBusyFirm), for trying the inbox at its real size: a
 * quarter is open, some are put off, most are resolved. Written set-wise by the owner with triggers off.
 */
export async function seedBusyInbox(asOwner: RawQuery, inbox: BusyInbox): Promise<void> {
  const tenantId = tenantIdOf(inbox.organizationId);
  const words = "array['crash','insurance','settlement','clinic','Tuesday','hablamos','doctor','papers']";
  await asOwner(`begin;
    set local session_replication_role = replica;
    create temporary table busy_inbox on commit drop as
      select gen_random_uuid() as id, c.id as contact_id, p.e164, row_number() over (order by c.created_at desc, c.id)::int as n
      from contacts c join contact_phones p on p.tenant_id = c.tenant_id and p.contact_id = c.id
      where c.tenant_id = '${tenantId}' order by c.created_at desc, c.id limit ${inbox.conversations};
    create temporary table busy_messages on commit drop as
      select gen_random_uuid() as id, b.id as conversation_id, b.contact_id, b.e164, b.n, g,
        now() - b.n * interval '3 minutes' - (${inbox.messagesEach} - g) * interval '10 minutes' as sent_at,
        case when g % 2 = 1 then 'inbound' else 'outbound' end as direction
      from busy_inbox b, generate_series(1, ${inbox.messagesEach}) g;
    insert into conversations (tenant_id, id, contact_id, client_address, status, snoozed_until, assigned_user_id, tags,
        last_message_id, last_message_at, last_inbound_at, last_outbound_at, waiting_since, updated_at)
      select '${tenantId}', b.id, b.contact_id, b.e164,
        case when b.n % 4 = 0 then 'open' when b.n % 40 = 1 then 'snoozed' else 'resolved' end,
        case when b.n % 40 = 1 then now() + interval '3 days' end,
        case b.n % 5 when 0 then '${inbox.userId}' when 1 then 'user_other' end,
        case when b.n % 50 = 0 then array['vip'] else '{}' end,
        m.id, m.sent_at, case when m.direction = 'inbound' then m.sent_at else m.sent_at - interval '10 minutes' end,
        case when m.direction = 'outbound' then m.sent_at else m.sent_at - interval '10 minutes' end,
        case when m.direction = 'inbound' and b.n % 8 = 0 then m.sent_at end, m.sent_at
      from busy_inbox b join busy_messages m on m.conversation_id = b.id and m.g = ${inbox.messagesEach};
    insert into messages (tenant_id, id, channel, direction, contact_id, conversation_id, client_address, line, body, state,
        state_rank, sent_at, received_at)
      select '${tenantId}', id, case when n % 3 = 0 then 'whatsapp' else 'sms' end, direction, contact_id, conversation_id, e164,
        '+16025550100', (${words})[1 + (n + g) % 8] || ' message ' || g || ' of matter ' || n,
        case when direction = 'inbound' then 'received' else 'delivered' end, case when direction = 'inbound' then 7 else 5 end,
        sent_at, sent_at from busy_messages;
    insert into message_mappings (tenant_id, provider, account, provider_message_id, message_id)
      select '${tenantId}', 'twilio', 'AC1', 'SM' || id, id from busy_messages;
    insert into conversation_members (tenant_id, conversation_id, user_id, read_at)
      select '${tenantId}', id, '${inbox.userId}', now() from busy_inbox where n % 10 <> 0;
    commit`);
  await asOwner("analyze conversations, messages, message_mappings, conversation_members");
}
