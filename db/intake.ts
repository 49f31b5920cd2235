import "server-only";
import type { PgBoss } from "pg-boss";
import { getDatabase } from "./client";
import { jobInsertOf } from "./queue";

// What this file promises: an event and its job are stored in one statement, so both are there when it has answered and
// neither is when it has not. The statement runs as the login role, which may call docketline.receive_webhooks and fill the
// queue and has no other right here; the firm comes from the token, inside the function.

export type IntakeRow = {
  id: string;
  /** SHA-256 of the endpoint's token, in hex. */
  token_hash: string;
  provider: string;
  identity: string;
  event_type: string;
  /** The sealed payload in base64. */
  payload: string;
  verification: string;
  verified_with: string;
  state: "received" | "ignored";
  origin: "delivery" | "test";
  request_id: string;
  size_bytes: number;
  /** ISO 8601. */
  received_at: string;
};

export type IntakeOutcome = "stored" | "duplicate" | "paused" | "gone" | "unknown_endpoint";

/**
 * Stores deliveries of any firms at once and queues `job` for each that is new and `received`.
 * @returns the outcome by event id
 */
export async function storeDeliveries(
  queue: PgBoss,
  job: string,
  rows: readonly IntakeRow[],
): Promise<Map<string, IntakeOutcome>> {
  const { intake } = await getDatabase();
  const text = await statementOf(queue, job);
  const result = await intake("receive_webhooks", text, [JSON.stringify(rows)]);
  const stored = result.rows as { event_id: string; outcome: IntakeOutcome }[];
  return new Map(stored.map((row) => [row.event_id, row.outcome]));
}

const JOBS = `(select coalesce(json_agg(json_build_object(
    'data', json_build_object('tenantId', s.firm_id, 'payload', json_build_object('eventId', s.event_id)),
    'singletonKey', s.firm_id || ':' || s.event_id, 'groupId', s.firm_id::text)), '[]'::json)::text
  from stored s join arrived a on a.id = s.event_id where s.outcome = 'stored' and a.state = 'received')`;

const statements = new WeakMap<PgBoss, Map<string, Promise<string>>>();

function statementOf(queue: PgBoss, job: string): Promise<string> {
  const known = statements.get(queue) ?? new Map<string, Promise<string>>();
  statements.set(queue, known);
  const statement = known.get(job) ?? composeStatement(queue, job);
  known.set(job, statement);
  return statement;
}

async function composeStatement(queue: PgBoss, job: string): Promise<string> {
  const { ctes, condition } = await jobInsertOf(queue, job, JOBS);
  return `with arrived as (select id, state from json_to_recordset($1::json) as d (id uuid, state text)),
    stored as materialized (select event_id, firm_id, outcome from docketline.receive_webhooks($1::json)),
    ${ctes}
    select event_id, outcome from stored where ${condition}`;
}
