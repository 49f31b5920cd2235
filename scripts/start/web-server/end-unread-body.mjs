const LINGER_MS = 2_000;

/**
 * After an answer that did not wait for the whole body, Node would read on to its end to keep the connection, and an
 * endless body has none. The sender gets a moment to see the answer and to stop.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function endUnreadBody(request, response) {
  response.once("finish", () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
    request.once("close", () => clearTimeout(timer));
  });
}
