import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { WebSocketServer } from "ws";

export type NeonBridge = { address: string; close: () => Promise<void> };

/**
 * Carries the bytes of each WebSocket to a Postgres server at `host:port`, as Neon's proxy does, so that Neon's own
 * driver can be tried against a local server.
 */
export async function startNeonBridge(host: string, port: number): Promise<NeonBridge> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket) => {
    const upstream = connect({ host, port });
    upstream.on("data", (bytes) => socket.send(bytes));
    upstream.on("close", () => socket.close());
    upstream.on("error", () => socket.close());
    socket.on("message", (data) =>
      upstream.write(
        Buffer.isBuffer(data) ? data : Buffer.concat([data].flat().map((part) => Buffer.from(part as ArrayBuffer))),
      ),
    );
    socket.on("close", () => upstream.destroy());
    socket.on("error", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.once("listening", resolve));
  const { port: bridgePort } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${bridgePort}/v2`,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}
