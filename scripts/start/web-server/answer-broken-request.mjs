import { mayAnswerRaw } from "./last-exchange.mjs";
import { rawProblem } from "./problem.mjs";

const STATUS = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
const CLOSE_MS = 500;

/**
 * Answers what could not be read as a request, or came too slowly (`clientError` of node:http), and ends the connection.
 * @param {Error & { code?: string }} error
 * @param {import("node:net").Socket} socket
 */
export function answerBrokenRequest(error, socket) {
  if (error.code === "ECONNRESET" || !socket.writable || !mayAnswerRaw(socket)) return socket.destroy();
  socket.end(rawProblem(STATUS[error.code] ?? 400));
  setTimeout(() => socket.destroy(), CLOSE_MS).unref();
}
