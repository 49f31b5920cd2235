import { connect, type Socket } from "node:net";

export type LoadResult = {
  requestsPerSecond: number;
  p50: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
};

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** A whole HTTP/1.1 POST as bytes, so that the client does nothing but write while the clock runs. */
export function rawRequest(target: URL, headers: Record<string, string>, body: string): Buffer {
  const lines = [`POST ${target.pathname}${target.search} HTTP/1.1`, `host: ${target.host}`];
  const all = { ...headers, "content-length": String(Buffer.byteLength(body)) };
  for (const [name, value] of Object.entries(all)) lines.push(`${name}: ${value}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** A whole GET, as rawRequest. */
export function rawGet(target: URL, headers: Record<string, string> = {}): Buffer {
  const lines = [`GET ${target.pathname}${target.search} HTTP/1.1`, `host: ${target.host}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

/** Sends `requests` over `clients` connections, each waiting for its answer, and times every one. */
export async function sendLoad(target: URL, requests: readonly Buffer[], clients: number): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const sockets = await Promise.all(Array.from({ length: clients }, () => open(target)));
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      while (next < requests.length) {
        const request = requests[next];
        next += 1;
        if (!request) break;
        const sentAt = performance.now();
        const status = await exchange(socket, request);
        milliseconds.push(performance.now() - sentAt);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const socket of sockets) socket.destroy();
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { requestsPerSecond: requests.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

function open(target: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(target.port), "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}

function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const end = (error: Error | null, status: string) => {
      socket.off("data", take);
      socket.off("close", gone);
      if (error) reject(error);
      else resolve(status);
    };
    const gone = () =>
      end(
        new Error(`the server closed the connection after ${JSON.stringify(received.toString("latin1", 0, 200))}`),
        "",
      );
    const take = (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (isWhole(received)) end(null, received.toString("latin1", 9, 12));
    };
    socket.on("data", take);
    socket.once("close", gone);
    socket.write(request);
  });
}

function isWhole(received: Buffer): boolean {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd === -1) return false;
  const head = received.toString("latin1", 0, headEnd);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return received.length >= headEnd + HEAD_END.length + Number(length);
  return received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
}
