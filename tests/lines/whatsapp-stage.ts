import { randomUUID } from "node:crypto";
import { lines } from "@/db/schema/lines";
import { webhookEndpoints } from "@/db/schema/webhook-endpoints";
import { checkLine } from "@/lib/jobs/handlers/check-line";
import type { JobOutcome } from "@/lib/jobs/runner";
import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";
import { createEvolutionSender } from "@/simulators/evolution/evolution-sender";
import { SIMULATED_GLOBAL_KEY } from "@/simulators/evolution/instance";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createSendersSimulator, type SendersSimulator } from "@/simulators/senders/create-senders-simulator";
import type { Fault } from "@/simulators/senders/faults/faults";
import { openProviderFirm, type ProviderFirm } from "../webhooks/provider-firm";

/** The simulated gateway on a port of its own, and a desk whose webhook doors answer on another. */
export type WhatsappStage = {
  appUrl: string;
  gatewayUrl: string;
  simulator: SendersSimulator;
  /** Lets the next matching requests to the gateway go wrong. */
  fail: (fault: string, path: string, count?: number) => Promise<void>;
  close: () => Promise<void>;
};

/** Sets the gateway's address and key for the process, which must not have read its settings yet. */
export async function openWhatsappStage(): Promise<WhatsappStage> {
  const simulator = createSendersSimulator({
    senders: [createEvolutionSender()],
    doors: () => ({ doors: [], problem: null }),
    pace: 0,
  });
  const gateway = await listenOnLoopback(simulator.fetch, 0);
  const desk = await listenOnLoopback(async (request) => {
    const endpointToken = new URL(request.url).pathname.split("/")[4] ?? null;
    return answerWebhook(request, { provider: findProvider("evolution"), endpointToken });
  }, 0);
  const control = `http://127.0.0.1:${gateway.port}`;
  const gatewayUrl = `${control}/evolution`;
  process.env["EVOLUTION_BASE_URL"] = gatewayUrl;
  process.env["EVOLUTION_GLOBAL_KEY"] = SIMULATED_GLOBAL_KEY;
  process.env["META_GRAPH_BASE_URL"] = `${gatewayUrl}/graph`;
  return {
    appUrl: `http://127.0.0.1:${desk.port}`,
    gatewayUrl,
    simulator,
    fail: async (fault, path, count = 1) => {
      const body = JSON.stringify({ provider: "evolution", fault, path, count });
      const { status } = await fetch(`${control}/api-faults`, { method: "POST", body });
      if (status !== 201) throw new Error(`the fault was not planned: ${status}`);
    },
    close: async () => {
      await simulator.close();
      await gateway.close();
      await desk.close();
    },
  };
}

export type WhatsappFirm = ProviderFirm & {
  line: () => Promise<typeof lines.$inferSelect>;
  doors: () => Promise<(typeof webhookEndpoints.$inferSelect)[]>;
  /** Lets something happen at the gateway to the firm's instance, and works on what it told. */
  happen: (scene: string, faults?: Fault[]) => Promise<void>;
  check: (as?: ProviderFirm) => Promise<JobOutcome>;
};

/** A firm of its own that uses the stage. */
export async function openWhatsappFirm({ simulator }: WhatsappStage): Promise<WhatsappFirm> {
  const firm = await openProviderFirm({ provider: "texting", mode: "standard-webhooks", account: null });
  const line = async () => {
    const [row] = await firm.read((tx) => tx.select().from(lines));
    if (!row) throw new Error("no line");
    return row;
  };
  return {
    ...firm,
    line,
    doors: async () =>
      (await firm.read((tx) => tx.select().from(webhookEndpoints))).filter(({ provider }) => provider === "evolution"),
    happen: async (scene, faults = []) => {
      const { address } = await line();
      const input = { from: "+16025550120", to: "+16025550110", text: "Where is my check", name: "Elena Márquez" };
      simulator.play({ provider: "evolution", firmId: address, scene, input, faults });
      await simulator.settled();
      if ((await firm.work()) > 0) throw new Error("an event was not worked on");
    },
    check: async (as = firm) =>
      checkLine.run({
        id: randomUUID(),
        data: { tenantId: as.principal.tenantId, payload: { lineId: (await line()).id } },
        retryCount: 0,
        retryLimit: 3,
        signal: new AbortController().signal,
      }),
  };
}
