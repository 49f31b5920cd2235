import { z } from "zod";
import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createVapiSimulator, type VapiSimulator } from "@/simulators/vapi/create-vapi-simulator";

export type RunningVoiceSimulator = {
  simulator: VapiSimulator;
  baseUrl: string;
  /** Saves an assistant and a phone number for the account of `apiKey`. */
  addAccount: (apiKey: string) => Promise<{ assistantId: string; phoneNumberId: string }>;
  /** How often `POST /call` arrived for `e164`, and what came. */
  postsTo: (e164: string) => string[];
  close: () => Promise<void>;
};

const created = z.looseObject({ id: z.string() });

/** The voice provider's stand-in on a free port, at full speed; webhooks go to `deliver`, and nowhere by default. */
export async function startVoiceSimulator(
  deliver: (request: Request) => Promise<Response> = async () => new Response(null, { status: 200 }),
): Promise<RunningVoiceSimulator> {
  const simulator = createVapiSimulator({ pace: 0, deliver });
  const server = await listenOnLoopback((request) => simulator.fetch(request), 0);
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const post = async (apiKey: string, path: string, body: object) => {
    const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    const response = await fetch(baseUrl + path, { method: "POST", headers, body: JSON.stringify(body) });
    return created.parse(await response.json()).id;
  };
  return {
    simulator,
    baseUrl,
    addAccount: async (apiKey) => ({
      assistantId: await post(apiKey, "/assistant", { name: "Test", server: { url: "https://desk.example/hooks" } }),
      phoneNumberId: await post(apiKey, "/phone-number", {
        provider: "twilio",
        number: "+16025550110",
        twilioAccountSid: "AC0",
        twilioAuthToken: "t",
      }),
    }),
    postsTo: (e164) =>
      simulator
        .receivedBodies()
        .map((body) => Buffer.from(body).toString("utf8"))
        .filter((text) => text.includes(`"${e164}"`)),
    close: async () => {
      await server.close();
      await simulator.close();
    },
  };
}
