import { Pool } from "pg";
import { z } from "zod";
import { getDatabase } from "@/db/client";
import type { RawQuery } from "@/db/open-database";
import { seedBroadcastAudience } from "@/db/seed/seed-broadcast-audience";
import { seedBusyFirm } from "@/db/seed/seed-busy-firm";
import { seedDemo } from "@/db/seed/seed-demo";
import { getEnv } from "@/lib/core/env";
import { connectDemoFirms } from "../demo/connect-demo-firms";
import { openDemoLines } from "../demo/open-demo-lines";
import { StartProblem } from "../start/start-problem";

const simulatorKeys = z.record(z.string(), z.string());

/** The scenarios that `npm run db:seed -- <scenario>` knows. */
const SCENARIOS = ["demo", "busy-firm", "broadcast-audience"];

/**
 * Fills the database with a named scenario.
 * @returns what was done, in one sentence
 * @throws StartProblem for a name that is none
 */
export async function seedScenario(name: string): Promise<string> {
  switch (name) {
    case "demo":
      return seedDemoFirms();
    case "busy-firm":
      await withOwner((asOwner) =>
        seedBusyFirm(asOwner, { organizationId: "org_busy", contacts: 100_000, calls: 50_000 }),
      );
      return "The busy firm is filled in.";
    case "broadcast-audience": {
      const told = await seedDemoFirms();
      await seedBroadcastAudience(new Date());
      return `${told}\nWhitfield Family Law has 500 more clients.`;
    }
    default:
      throw new StartProblem(`There is no scenario "${name}". Scenarios: ${SCENARIOS.join(", ")}.`);
  }
}

/** `npm start` gives keys for a voice simulator on this machine, ours or another; nothing is sent to the real VAPI. */
async function seedDemoFirms(): Promise<string> {
  const isNew = await seedDemo(new Date());
  const keys = process.env["VAPI_SIMULATOR_KEYS"];
  const { DOCKETLINE_DATA_DIR: dataDir, APP_URL: appUrl, VAPI_BASE_URL: voiceUrl } = getEnv();
  const isSimulated = isLocal(voiceUrl);
  const unconnected =
    keys && isSimulated
      ? await connectDemoFirms({ dataDir, appUrl, voiceUrl, keys: simulatorKeys.parse(JSON.parse(keys)) })
      : [];
  const { TWILIO_BASE_URL: sendersUrl } = getEnv();
  if (isLocal(sendersUrl)) await openDemoLines({ dataDir, sendersUrl });
  const lines = [isNew ? "The demo firms are filled in." : "The demo firms were there already."];
  return [...lines, ...unconnected.map((name) => `${name} is not connected to the voice simulator.`)].join("\n");
}

function isLocal(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}

/** Runs `work` as the owner of the tables: the embedded database belongs to this process, a server has an owner's URL. */
async function withOwner(work: (asOwner: RawQuery) => Promise<void>): Promise<void> {
  const ownerUrl = getEnv().DATABASE_OWNER_URL;
  if (ownerUrl === undefined) return work((await getDatabase()).query);
  const pool = new Pool({ connectionString: ownerUrl, max: 1 });
  try {
    await work((text, values) => pool.query(text, values));
  } finally {
    await pool.end();
  }
}
