import { connect, createServer, type Socket } from "node:net";

export type BlackHole = {
  port: number;
  /** From now on nothing passes either way, and nobody is told: packets are simply gone. */
  swallow: () => void;
  /** Lets everything pass again; what was cut off stays so, as behind a firewall that forgot it. */
  release: () => void;
  close: () => Promise<void>;
};

/** A way to a local port that can be made a black hole. */
export async function startBlackHole(targetPort: number): Promise<BlackHole> {
  let isSwallowing = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (isSwallowing) return;
    const target = connect(targetPort, "127.0.0.1");
    keep(target);
    client.on("data", (bytes) => void (isSwallowing || target.write(bytes)));
    target.on("data", (bytes) => void (isSwallowing || client.write(bytes)));
    client.once("close", () => target.destroy());
    target.once("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no address");
  return {
    port: address.port,
    swallow: () => {
      isSwallowing = true;
    },
    release: () => {
      isSwallowing = false;
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
