import { ConnectionDropped } from "@/simulators/http/connection-dropped";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import type { RunningVoiceSimulator } from "../support/voice-simulator";

/** Where a dial is stopped: before the provider sees it, or after it acted and before its answer leaves. */
type Hold = { at: "request" | "answer"; answer: "drop" | "pass"; reached: () => Promise<void> };

export type VoiceGate = {
  baseUrl: string;
  /** Stops the next dial to `e164`. What is held and not passed on is dropped when the gate closes. */
  hold: (e164: string, hold: Hold) => void;
  close: () => Promise<void>;
};

/** Stands between a worker and the voice simulator, so that the moment of its death can be chosen. */
export async function startVoiceGate(voice: RunningVoiceSimulator): Promise<VoiceGate> {
  const holds = new Map<string, Hold>();
  const closing = Promise.withResolvers<void>();
  const stop = async (hold: Hold) => {
    await hold.reached();
    if (hold.answer === "pass") return;
    await closing.promise;
    throw new ConnectionDropped();
  };
  const server = await listenOnLoopback(async (request) => {
    const hold = await take(holds, request.clone());
    if (hold?.at === "request") await stop(hold);
    const response = await voice.simulator.fetch(request);
    if (hold?.at === "answer") await stop(hold);
    return response;
  }, 0);
  return {
    baseUrl: `http://127.0.0.1:${server.port}`,
    hold: (e164, hold) => void holds.set(e164, hold),
    close: async () => {
      closing.resolve();
      await server.close();
    },
  };
}

async function take(holds: Map<string, Hold>, request: Request): Promise<Hold | undefined> {
  if (request.method !== "POST" || new URL(request.url).pathname !== "/call") return undefined;
  const body = await request.text();
  for (const [e164, hold] of holds) {
    if (!body.includes(`"${e164}"`)) continue;
    holds.delete(e164);
    return hold;
  }
  return undefined;
}
