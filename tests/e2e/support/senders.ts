import { z } from "zod";
import { findDemoCredentials } from "@/scripts/demo/demo-credentials-file";
import { check, type JourneyContext } from "./journey";

/** The simulated senders' control page, as `npm start` prints its address. */
export function sendersOf({ desk }: JourneyContext): string {
  const address = /Messages are simulated\. Control page: (http:\/\/[^\s]+?)\/?\s/.exec(desk.output())?.[1];
  check(address, "the start does not say where the senders' control page is");
  return address;
}

/** Posts to the control page, and fails when it does not do what it is asked. */
export async function ask(address: string, body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  check(response.status === 201, `${address} answered ${response.status}: ${await response.text()}`);
}

/** Lets something happen at a simulated provider. */
export async function play(
  context: JourneyContext,
  scene: { provider: string; firmId: string; scene: string; input?: { from?: string; text?: string } },
): Promise<void> {
  await ask(`${sendersOf(context)}/play`, scene);
}

const asked = z.object({ requests: z.record(z.string(), z.number()) });

/** How often the desk has asked a simulated provider to do something. */
export async function requestsTo(context: JourneyContext, provider: string): Promise<number> {
  const { requests } = asked.parse(await (await fetch(`${sendersOf(context)}/api-faults`)).json());
  return requests[provider] ?? 0;
}

const taken = z.object({ messages: z.array(z.object({ to: z.string(), body: z.string() })) });

/** What the simulated Twilio has taken from a demo firm, newest first: asked of its own list, as the firm could ask. */
export async function takenByTwilio(context: JourneyContext, firmId: string) {
  const firm = findDemoCredentials(context.desk.dataDir)?.firms.find(({ id }) => id === firmId);
  const { account, secret } = firm?.endpoints["twilio"] ?? {};
  check(account !== undefined && secret !== undefined, `${firmId} has no account at the simulated Twilio`);
  const basic = Buffer.from(`${account}:${secret}`).toString("base64");
  const address = `${sendersOf(context)}/twilio/2010-04-01/Accounts/${account}/Messages.json?PageSize=1000`;
  const response = await fetch(address, { headers: { authorization: `Basic ${basic}` } });
  check(response.ok, `${address} answered ${response.status}`);
  return taken.parse(await response.json()).messages;
}
