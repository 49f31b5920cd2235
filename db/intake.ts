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
 * Stores deliveries of any firms at once, and queues `job` for those that are new and `received`: one for each firm and
 * group of its events, because a job costs as much as an event.
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

/** Events of one firm that go to the worker together, in the order in which they came. */
const GROUP_SIZE = 50;

const JOBS = `(select coalesce(json_agg(json_build_object(
    'data', json_build_object('tenantId', g.firm_id, 'payload', json_build_object('eventIds', g.ids)),
    'singletonKey', g.firm_id || ':' || (g.ids ->> 0), 'groupId', g.firm_id::text)), '[]'::json)::text
  from (select e.firm_id, json_agg(e.event_id order by e.place) as ids
    from (select s.firm_id, s.event_id, row_number() over (partition by s.firm_id order by s.place) as place
      from stored s where s.is_work) e
    group by e.firm_id, (e.place - 1) / ${GROUP_SIZE}) g)`;

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
  return `with stored as materialized (select event_id, firm_id, outcome, is_work, place
      from docketline.receive_webhooks($1::json) with ordinality as r (event_id, firm_id, outcome, is_work, place)),
    ${ctes}
    select event_id, outcome from stored where ${condition}`;
}
