import { listenOnLoopback } from "./listen-on-loopback";

type Settings = {
  name: string;
  port: number;
  /** What the parent has to know beside the port. */
  facts?: Record<string, string>;
};
type Simulator = { fetch: (request: Request) => Promise<Response>; close: () => Promise<void> };

/**
 * Serves a simulator as a process of its own until it is told to stop or its parent is gone. A parent is told the port
 * as `{type: "listening", port}` with `facts` beside; a terminal reads it.
 */
export async function runSimulator(simulator: Simulator, { name, port, facts }: Settings): Promise<void> {
  const server = await listenOnLoopback(simulator.fetch, port);
  if (process.send === undefined) console.log(`${name} on http://127.0.0.1:${server.port} – nothing of it is real`);
  else process.send({ type: "listening", port: server.port, ...facts });
  let isStopping = false;

  function stop(): void {
    if (isStopping) return;
    isStopping = true;
    Promise.all([server.close(), simulator.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  }

  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
}
