import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { inTenant } from "@/db/tenant";
import { draftCall } from "@/lib/domain/calls/draft-call";
import { scheduleCall } from "@/lib/domain/calls/schedule-call";
import { demoClockMinutes } from "@/scripts/start/demo-clock";
import { type CallingFirm, createCallingFirm } from "../support/calling-firm";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { type RunningVoiceSimulator, startVoiceSimulator } from "../support/voice-simulator";
import { type RunningProcess, startProcess } from "./start-process";
import { startVoiceGate, type VoiceGate } from "./voice-gate";

const KEY = `1:${Buffer.from("faults-key-of-thirty-two-bytes-1").toString("base64")}`;

export type ConfirmedCall = CallingFirm & { callId: string };

export type Stage = {
  database: TestDatabase;
  voice: RunningVoiceSimulator;
  gate: VoiceGate;
  /** A firm of its own with one confirmed call to `e164`, whose job waits for a worker. */
  confirmCall: (name: string, e164: string) => Promise<ConfirmedCall>;
  /** The connection of the app's processes. */
  databaseUrl: string;
  /** A script of the project as a process of its own, with the stage's settings and `env` in their place. */
  start: (script: string, env?: Record<string, string>) => RunningProcess;
  /** `npm run worker`, as its own process. */
  startWorker: () => Promise<RunningProcess>;
  /** The webhook door of another process; `post` answers with the HTTP status and the status in the body. */
  startDoor: () => Promise<Door>;
  close: () => Promise<void>;
};

export type Door = {
  process: RunningProcess;
  post: (token: string, body: string, headers: Record<string, string>) => Promise<string>;
};

/** PostgreSQL with an empty database, the voice simulator behind a gate, and processes that are given both. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-faults-"));
  const voice = await startVoiceSimulator();
  const gate = await startVoiceGate(voice);
  const settings = {
    ENCRYPTION_KEYS: KEY,
    LOG_LEVEL: "error",
    DOCKETLINE_MODE: "embedded",
    DOCKETLINE_DATA_DIR: folder,
    // Calls may be placed whatever the hour is, and both sides must read the same clock.
    DOCKETLINE_DEMO_CLOCK_MINUTES: String(demoClockMinutes(new Date())),
    VAPI_BASE_URL: gate.baseUrl,
  };
  Object.assign(process.env, settings, { LOG_LEVEL: "silent" });
  const database = await createTestDatabase("pg", { isDurable: true });
  const env = { ...settings, DATABASE_URL: database.appUrl ?? "", DOCKETLINE_WORKER: "separate" };
  const started: RunningProcess[] = [];
  const start = (script: string, changes: Record<string, string> = {}) => {
    const running = startProcess(script, [], { ...env, ...changes });
    started.push(running);
    return running;
  };
  return {
    database,
    voice,
    gate,
    databaseUrl: env.DATABASE_URL,
    start,
    confirmCall: (name, e164) => confirmCall(voice, name, e164),
    startWorker: async () => {
      const worker = start("scripts/worker.ts");
      await worker.written(/worker runs/);
      return worker;
    },
    startDoor: () => startDoor(start("tests/faults/door-process.ts")),
    close: async () => {
      await Promise.all(started.map((running) => running.kill()));
      await gate.close();
      await voice.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startDoor(running: RunningProcess): Promise<Door> {
  const [, port] = await running.written(/door at (\d+)/);
  return {
    process: running,
    post: async (token, body, headers) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/webhooks/vapi/${token}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
      });
      const answer: unknown = await response.json();
      const status = typeof answer === "object" && answer !== null && "status" in answer ? answer.status : "";
      return `${response.status} ${status}`;
    },
  };
}

async function confirmCall(voice: RunningVoiceSimulator, name: string, e164: string): Promise<ConfirmedCall> {
  const apiKey = `vapi-sim-${name}`;
  const firm = await createCallingFirm({ orgId: `org_${name}`, apiKey, e164, ...(await voice.addAccount(apiKey)) });
  const now = new Date();
  const choice = { caseId: firm.caseId, purpose: "case_information", language: "en", when: "now" } as const;
  const { sealedDraft } = await inTenant(firm.principal, (tx) => draftCall(tx, { ...choice, now }));
  const confirmation = { sealedDraft, idempotencyKey: randomUUID(), userId: firm.userId, now };
  const result = await inTenant(firm.principal, (tx) => scheduleCall(tx, confirmation));
  if (result.kind !== "scheduled") throw new Error(`the call was not scheduled: ${result.kind}`);
  return { ...firm, callId: result.callId };
}

/** Holds a lock on a call's row, so that whoever works on it stands still; the function lets go. */
export async function lockCall(stage: Stage, callId: string): Promise<() => Promise<void>> {
  return holdLock(stage, "select 1 from call_logs where id = $1 for update", [callId]);
}

/** Runs a locking statement as the owner and keeps its transaction open; the function ends it. */
export async function holdLock(stage: Stage, text: string, values: string[] = []): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: stage.database.ownerUrl });
  await client.connect();
  await client.query("begin");
  await client.query(text, values);
  return async () => {
    await client.query("rollback");
    await client.end();
  };
}

/** Waits until `count` sessions of the stage's database wait for a lock. */
export async function standStill(stage: Stage, count: number): Promise<void> {
  await until(`${count} sessions wait for a lock`, async () => {
    const { rows } = await stage.database.asOwner(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return (rows[0] as { n: number }).n >= count;
  });
}

/** Waits until `holds` is true. @throws Error naming `what` when it is not within `seconds` */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await wait(250);
  }
}
