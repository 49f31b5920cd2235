import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { inTenant, rowsOf } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { testPrincipal } from "../support/test-database";
import type { Finding } from "./finding";
import type { Stage } from "./stage";
import { until } from "./stage";
import type { RunningProcess } from "./start-process";
import type { TextDoor } from "./text-sender";

export type GatewayFirm = { principal: Principal; path: string; secret: string };

/** A firm of its own with a door for a texting platform. */
export async function openTextFirm(name: string): Promise<GatewayFirm> {
  const organizationId = `org_${name}_${randomUUID().slice(0, 8)}`;
  const principal = testPrincipal(organizationId);
  const { path, secret } = await inTenant(principal, async (tx) => {
    await tx.insert(firms).values({
      clerkOrganizationId: organizationId,
      name: organizationId,
      slug: organizationId.replaceAll("_", "-"),
      hours: {},
    });
    return createEndpoint(tx, { provider: "texting", mode: "standard-webhooks" });
  });
  return { principal, path, secret };
}

export type LeanDoor = { process: RunningProcess; to: (firm: GatewayFirm) => TextDoor };

/** The lean door as a process of its own; `env` replaces settings of the stage. */
export async function startLeanDoor(stage: Stage, env: Record<string, string> = {}): Promise<LeanDoor> {
  const running = stage.start("tests/faults/lean-door-process.ts", env);
  const [, port] = await running.written(/door at (\d+)/);
  return { process: running, to: ({ path, secret }) => ({ port: Number(port), path, secret }) };
}

/** Resident memory of a process in MB. */
export function memoryOf(running: RunningProcess): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${running.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1_024;
}

type EventRow = { identity: string; state: string; effects: number };

/** Waits until a worker is through with the firm's events, and compares them with what was acknowledged. */
export async function settle(
  name: string,
  firm: GatewayFirm,
  acknowledged: readonly string[],
  options: { seconds?: number; waitSeconds?: number } = {},
): Promise<Finding> {
  const read = () =>
    inTenant(firm.principal, (tx) =>
      rowsOf<EventRow>(
        tx,
        sql`select e.identity, e.state, (select count(*)::int from automation_logs a
          where a.event_id = e.id and a.action = 'message.recorded') as effects from webhook_events e`,
      ),
    );
  const isSettled = async () => (await read()).every(({ state }) => state === "processed");
  await until(`${name}: every stored event is processed`, isSettled, options.waitSeconds ?? 120).catch(() => {});
  const rows = new Map((await read()).map((row) => [row.identity, row]));
  const lost = acknowledged.flatMap((id) => {
    const row = rows.get(id);
    if (row?.state === "processed" && row.effects > 0) return [];
    return [`${id} (${row ? `${row.state}, ${row.effects} effects` : "not stored"})`];
  });
  const doubled = [...rows.values()].filter(({ effects }) => effects > 1).map(({ identity }) => identity);
  return {
    name,
    done: acknowledged.length,
    lost: lost.length > 5 ? [...lost.slice(0, 5), `… ${lost.length} in all`] : lost,
    doubled: doubled.slice(0, 5),
    ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
  };
}

/** A finding about something that is no event: each name must be true. */
export function demand(name: string, facts: Record<string, boolean>, seconds?: number): Finding {
  const wrong = Object.entries(facts).flatMap(([what, isTrue]) => (isTrue ? [] : [what]));
  const done = Object.keys(facts).length;
  return { name, done, lost: wrong, doubled: [], ...(seconds === undefined ? {} : { seconds }) };
}
