import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";

export declare function createWebServer(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  settings?: ServerOptions,
): { server: Server; close: () => Promise<void> };
