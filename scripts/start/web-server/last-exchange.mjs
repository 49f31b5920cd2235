/** The request that came last on each connection, with its response. */
const exchanges = new WeakMap();

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function noteExchange(request, response) {
  exchanges.set(request.socket, { request, response });
}

/**
 * Whether an answer written past the response objects would be taken as the answer to what is broken: nothing is owed on
 * this connection, or only the request whose body just broke.
 * @param {import("node:net").Socket} socket
 */
export function mayAnswerRaw(socket) {
  const last = exchanges.get(socket);
  if (last === undefined || last.response.writableFinished) return true;
  return last.response.socket === socket && !last.response.headersSent && !last.request.complete;
}
