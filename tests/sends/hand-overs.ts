import { sql } from "drizzle-orm";
import { inTenant, rowsOf } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";

/** `at` is when a person said so by the provider's clock, in milliseconds. */
export type Step = { sequence: number } & ({ kind: "sending" } | { kind: "stop" | "start"; at: number });

type AuditRow = { sequence: string; action: string; detail: string };

/**
 * What happened to one firm in the order of its commits: the audit chain's lock is held until a transaction ends, so the
 * chain's numbers are that order. `sending` is the commit after which a request may leave.
 */
export async function listSteps(principal: Principal): Promise<Step[]> {
  const rows = await inTenant(principal, (tx) =>
    rowsOf<AuditRow>(
      tx,
      sql`select l.sequence, l.action, d.detail from audit_logs l
        join audit_details d on d.tenant_id = l.tenant_id and d.sequence = l.sequence
        where l.action in ('message_sends.update', 'optout_events.insert') order by l.sequence`,
    ),
  );
  return rows.flatMap(readStep);
}

function readStep({ sequence, action, detail }: AuditRow): Step[] {
  const { after } = JSON.parse(detail) as { after: Record<string, unknown> };
  const place = { sequence: Number(sequence) };
  if (action === "message_sends.update") return after["state"] === "sending" ? [{ ...place, kind: "sending" }] : [];
  return [
    { ...place, kind: after["kind"] === "stop" ? "stop" : "start", at: Date.parse(String(after["occurred_at"])) },
  ];
}

/** The requests that were let go although the newest word of the person, by its own time, was a stop. */
export function breaches(steps: readonly Step[]): Step[] {
  let latest: { at: number; isStop: boolean } = { at: -Infinity, isStop: false };
  return steps.filter((step) => {
    if (step.kind === "sending") return latest.isStop;
    const isStop = step.kind === "stop";
    if (step.at > latest.at || (step.at === latest.at && isStop)) latest = { at: step.at, isStop };
    return false;
  });
}
