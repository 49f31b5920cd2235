import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { lines } from "@/db/schema/lines";
import { inTenant } from "@/db/tenant";
import { listConversations } from "@/lib/domain/conversations/list-conversations";
import { listLines } from "@/lib/domain/lines/list-lines";
import { listColleagues } from "@/lib/domain/memberships/list-colleagues";
import { listTemplates } from "@/lib/domain/templates/list-templates";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { stopWorker } from "@/lib/jobs/worker";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { demoClockMinutes } from "@/scripts/start/demo-clock";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createSendersSimulator } from "@/simulators/senders/create-senders-simulator";
import type { Door } from "@/simulators/senders/read-doors";
import { createSenders } from "@/simulators/senders/senders";
import { addClients } from "../../support/broadcast-audience";
import { createSendingFirm, type SendingFirm } from "../../support/sending-firm";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const FIRM = "org_embedded_bench";

export type EmbeddedStage = {
  firm: SendingFirm;
  database: TestDatabase;
  /** Answers with what the inbox's page reads: over HTTP, because that is where a process which is busy keeps one waiting. */
  pageUrl: string;
  close: () => Promise<void>;
};

/**
 * The embedded database with a firm that may write to `people` clients, the simulated Twilio that tells of each message
 * twice, and the desk's door for that, all in this process as in the embedded mode.
 */
export async function openEmbeddedStage({ people }: { people: number }): Promise<EmbeddedStage> {
  const doors: Door[] = [];
  const simulator = createSendersSimulator({
    senders: createSenders(),
    doors: () => ({ doors, problem: null }),
  });
  const providers = await listenOnLoopback(simulator.fetch, 0);
  let firm: SendingFirm | undefined;
  const desk = await listenOnLoopback(async (request) => {
    if (request.method === "GET") return Response.json(firm ? await readPage(firm) : null);
    const [, , , provider = "", endpointToken = null] = new URL(request.url).pathname.split("/");
    return answerWebhook(request, { provider: findProvider(provider), endpointToken });
  }, 0);
  Object.assign(process.env, {
    ENCRYPTION_KEYS: `1:${Buffer.from("bench-key-of-thirty-two-bytes-01").toString("base64")}`,
    LOG_LEVEL: "error",
    APP_URL: `http://127.0.0.1:${desk.port}`,
    DOCKETLINE_MODE: "embedded",
    // Messages may leave whatever the hour is.
    DOCKETLINE_DEMO_CLOCK_MINUTES: String(demoClockMinutes(new Date())),
    TWILIO_BASE_URL: `http://127.0.0.1:${providers.port}/twilio`,
  });
  const database = await createTestDatabase("pglite");
  firm = await createSendingFirm({ orgId: FIRM, credits: 100_000 });
  doors.push(await openDoor(firm, desk.port));
  await addClients(
    firm,
    Array.from({ length: people }, () => ({})),
  );
  return {
    firm,
    database,
    pageUrl: `http://127.0.0.1:${desk.port}/`,
    close: async () => {
      await stopWorker();
      await simulator.close();
      await Promise.all([providers.close(), desk.close()]);
      await database.drop();
    },
  };
}

function readPage({ principal, userId }: SendingFirm) {
  return inTenant({ ...principal, actor: { type: "user", userId } }, async (tx) => [
    await listConversations(tx, { userId, filter: { status: "open" }, limit: 50 }),
    await listLines(tx),
    await listTemplates(tx),
    await listColleagues(tx),
  ]);
}

/** The firm's Twilio account, as the stand-in knows it. */
async function openDoor({ principal, lineId, account }: SendingFirm, port: number): Promise<Door> {
  const secret = randomBytes(16).toString("hex");
  const mode = "twilio-signature";
  const { path } = await inTenant(principal, async (tx) => {
    const opened = await createEndpoint(tx, { provider: "twilio", account, mode, secret });
    await tx.update(lines).set({ account }).where(eq(lines.id, lineId));
    await saveApiKey(tx, { service: "twilio", key: secret, userId: null, overlapHours: 0 });
    return opened;
  });
  const url = `http://127.0.0.1:${port}${path}`;
  return { provider: "twilio", firmId: FIRM, firmName: FIRM, url, mode, secret, account };
}
