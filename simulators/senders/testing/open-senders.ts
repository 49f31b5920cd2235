import { createSendersSimulator, type SendersSimulator } from "../create-senders-simulator";
import type { Play, Playing } from "../play-scene";
import type { Door } from "../read-doors";
import { createSenders } from "../senders";
import { openReceiver, type Receiver } from "./open-receiver";

export const STANDARD_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
export const OTHER_FIRM_SECRET = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
export const JWT_SECRET = "0123456789abcdef0123456789abcdef";

export type Senders = {
  simulator: SendersSimulator;
  receiver: Receiver;
  /** Plays a scene for org_a and waits until nothing more will be sent. */
  play: (provider: string, scene: string, more?: Partial<Play>) => Promise<Playing>;
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  close: () => Promise<void>;
};

/** Every simulated sender with two firms that have all of them, and a small desk that receives. */
export async function openSenders(options: { pace?: number } = {}): Promise<Senders> {
  const receiver = await openReceiver();
  const doors = [...doorsOf("org_a", "Firm A", receiver.origin), ...doorsOf("org_b", "Firm B", receiver.origin)];
  const simulator = createSendersSimulator({
    senders: createSenders(),
    doors: () => ({ doors, problem: null }),
    pace: options.pace ?? 0,
  });
  return {
    simulator,
    receiver,
    play: async (provider, scene, more) => {
      const input = { from: "+16025550120", to: "+16025550110", text: "Where is my check", name: "Elena Márquez" };
      const playing = simulator.play({ provider, scene, firmId: "org_a", input, faults: [], ...more });
      await simulator.settled();
      return playing;
    },
    fetch: (path, init) => simulator.fetch(new Request(`http://127.0.0.1:5400${path}`, init)),
    close: async () => {
      await simulator.close();
      await receiver.close();
    },
  };
}

function doorsOf(firmId: string, firmName: string, origin: string): Door[] {
  const isFirst = firmId === "org_a";
  const generic = { mode: "standard-webhooks", secret: isFirst ? STANDARD_SECRET : OTHER_FIRM_SECRET, account: null };
  const door = (provider: string, proof: Pick<Door, "mode" | "secret" | "account">): Door => ({
    ...proof,
    provider,
    firmId,
    firmName,
    url: `${origin}/api/webhooks/${provider}/${firmId}`,
  });
  return [
    door("texting", generic),
    door("broadcast", generic),
    door("make", generic),
    door("evolution", { mode: "evolution-jwt", secret: `${JWT_SECRET}${firmId}`, account: `firm-${firmId.slice(4)}` }),
    door("twilio", {
      mode: "twilio-signature",
      secret: (isFirst ? "a1" : "b2").repeat(16),
      account: `AC${(isFirst ? "a" : "b").repeat(32)}`,
    }),
    door("ghl", { mode: "ghl-ed25519", secret: "none", account: `loc${isFirst ? "A" : "B"}1234567890abcdef` }),
    door("aloware", { mode: "basic", secret: `desk:${firmId}-0123456789abcdef`, account: null }),
  ];
}
