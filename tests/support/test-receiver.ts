import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceivedPost = { headers: IncomingHttpHeaders; body: string };

export type TestReceiver = {
  url: string;
  received: ReceivedPost[];
  /** What the next posts are answered with, in order; 200 when the list is empty. */
  answers: ((response: ServerResponse) => void)[];
  close: () => Promise<void>;
};

/** A receiver of webhooks on this machine, which keeps what it got and answers as it is told. */
export async function startTestReceiver(): Promise<TestReceiver> {
  const received: ReceivedPost[] = [];
  const answers: TestReceiver["answers"] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      const answer = answers.shift();
      if (answer) answer(response);
      else response.end("Accepted");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/hook`,
    received,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An answer with this status and, if any, `Retry-After`. */
export function answerWith(status: number, retryAfter?: string): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end(`status ${status}`);
  };
}
