import { asc } from "drizzle-orm";
import { webhookAlerts } from "@/db/schema/webhook-alerts";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { watchEndpoint } from "@/lib/domain/webhook-alerts/watch-endpoint";
import type { TestDatabase } from "../support/test-database";
import { openProviderFirm, type ProviderFirm } from "../webhooks/provider-firm";

/** Local time of the firm, as PostgreSQL reads it. */
type Local = string;

export type WatchedFirm = ProviderFirm & {
  endpointId: string;
  /** Deliveries every so many minutes between two hours of the days from Monday to Friday. */
  seedWeekdays: (traffic: { from: Local; to: Local; everyMinutes: number; hours?: [number, number] }) => Promise<void>;
  /** Deliveries at single moments. */
  seedAt: (moments: Local[], columns?: { state?: string; attempts?: number; origin?: string }) => Promise<void>;
  seedRefusals: (at: Local, count: number) => Promise<void>;
  instant: (local: Local) => Promise<Date>;
  /** Judges the endpoint as the job would at that moment. */
  watchAt: (local: Local) => Promise<void>;
  alerts: () => Promise<(typeof webhookAlerts.$inferSelect)[]>;
};

const ZONE = "America/New_York";

/** A firm in New York whose one door was opened long ago. */
export async function openWatchedFirm(
  database: TestDatabase,
  { provider = "evolution", account = "firm-one" }: { provider?: string; account?: string | null } = {},
): Promise<WatchedFirm> {
  const mode = provider === "ghl" ? "ghl-ed25519" : provider === "evolution" ? "evolution-jwt" : "standard-webhooks";
  const firm = await openProviderFirm({ provider, mode, account });
  const { tenantId } = firm.principal;
  const [door] = await firm.read((tx) => tx.select({ id: webhookEndpoints.id }).from(webhookEndpoints));
  if (!door) throw new Error("no door");
  await database.asOwner(
    "update webhook_endpoints set created_at = '2026-01-01', updated_at = '2026-01-01' where tenant_id = $1",
    [tenantId],
  );
  const insert = (source: string, values: unknown[]) =>
    database.asOwner(
      `insert into webhook_events (tenant_id, id, provider, endpoint_id, identity, event_type, verification, verified_with, state,
          attempts, origin, received_at, processed_at)
        select $1::uuid, gen_random_uuid(), '${provider}', $2::uuid, gen_random_uuid()::text, 'messages.upsert', 'evolution-jwt', 'current',
          m.state, m.attempts, m.origin, m.local at time zone '${ZONE}', m.local at time zone '${ZONE}'
        from (${source}) m`,
      [tenantId, door.id, ...values],
    );
  const instant = async (local: Local) => {
    const { rows } = await database.asOwner(`select $1::timestamp at time zone '${ZONE}' as at`, [local]);
    return new Date((rows[0] as { at: string | Date }).at);
  };
  return {
    ...firm,
    endpointId: door.id,
    seedWeekdays: async ({ from, to, everyMinutes, hours: [first, last] = [9, 17] }) => {
      await insert(
        `select local, 'processed' as state, 1 as attempts, 'delivery' as origin
          from generate_series($3::timestamp, $4::timestamp, make_interval(mins => $5::int)) as local
          where extract(isodow from local) < 6 and extract(hour from local) >= $6::int and extract(hour from local) < $7::int`,
        [from, to, everyMinutes, first, last],
      );
    },
    seedAt: async (moments, { state = "processed", attempts = 1, origin = "delivery" } = {}) => {
      await insert(
        "select local::timestamp as local, $4::text as state, $5::int as attempts, $6::text as origin from unnest($3::text[]) as local",
        [moments, state, attempts, origin],
      );
    },
    seedRefusals: async (at, count) => {
      await database.asOwner(
        `insert into webhook_refusals (tenant_id, endpoint_id, provider, reason, count, request_id, refused_at, created_at)
          select $1::uuid, $2::uuid, '${provider}', 'bad_signature', $4::int, gen_random_uuid()::text, at, at
          from (select $3::timestamp at time zone '${ZONE}' as at) m`,
        [tenantId, door.id, at, count],
      );
    },
    instant,
    watchAt: async (local) => {
      const now = await instant(local);
      await firm.read((tx) => watchEndpoint(tx, door.id, now));
    },
    alerts: () => firm.read((tx) => tx.select().from(webhookAlerts).orderBy(asc(webhookAlerts.openedAt))),
  };
}
