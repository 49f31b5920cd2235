import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { demoClockMinutes } from "@/scripts/start/demo-clock";
import { type RunningProcess, startProcess } from "../faults/start-process";
import { createTestDatabase, type TestDatabase } from "../support/test-database";
import { startTextProvider, type TextProvider } from "../support/text-provider";

const KEY = `1:${Buffer.from("sends-key-of-thirty-two-bytes-01").toString("base64")}`;

export type SendStage = {
  database: TestDatabase;
  provider: TextProvider;
  /** `npm run worker`, as a process of its own. */
  startWorker: () => Promise<RunningProcess>;
  close: () => Promise<void>;
};

/** PostgreSQL, a text provider and as many worker processes as a test asks for, all with the same settings. */
export async function openSendStage(): Promise<SendStage> {
  const folder = mkdtempSync(path.join(tmpdir(), "docketline-sends-"));
  const provider = await startTextProvider();
  const settings = {
    ENCRYPTION_KEYS: KEY,
    LOG_LEVEL: "error",
    DOCKETLINE_MODE: "embedded",
    DOCKETLINE_DATA_DIR: folder,
    // Messages may leave whatever the hour is, and both sides must read the same clock.
    DOCKETLINE_DEMO_CLOCK_MINUTES: String(demoClockMinutes(new Date())),
    TWILIO_BASE_URL: provider.baseUrl,
  };
  Object.assign(process.env, settings, { LOG_LEVEL: "silent" });
  const database = await createTestDatabase("pg");
  const env = { ...settings, DATABASE_URL: database.appUrl ?? "", DOCKETLINE_WORKER: "separate" };
  const started: RunningProcess[] = [];
  return {
    database,
    provider,
    startWorker: async () => {
      const worker = startProcess("scripts/worker.ts", [], env);
      started.push(worker);
      await worker.written(/worker runs/);
      return worker;
    },
    close: async () => {
      await Promise.all(started.map((running) => running.kill()));
      await provider.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
