import { listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { openSenders, type Senders } from "@/simulators/senders/testing/open-senders";

export type SendersServer = Senders & {
  url: string;
  /** Lets the next requests to a provider go wrong. */
  goWrong: (provider: string, fault: string, count?: number) => Promise<void>;
};

/** The simulated providers behind a real port, with two firms and a small desk that is told. */
export async function openSendersServer(): Promise<SendersServer> {
  const senders = await openSenders();
  const server = await listenOnLoopback(senders.simulator.fetch, 0);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...senders,
    url,
    goWrong: async (provider, fault, count = 1) => {
      const body = JSON.stringify({ provider, fault, count });
      const answer = await fetch(`${url}/api-faults`, { method: "POST", body });
      if (!answer.ok) throw new Error(`${fault} was not planned: ${await answer.text()}`);
    },
    close: async () => {
      await server.close();
      await senders.close();
    },
  };
}
