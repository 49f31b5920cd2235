const LINGER_MS = 2_000;

/**
 * What happens after an answer that did not wait for the whole body. Node would end a connection at once that it does not
 * keep, and the reset would take the answer with it; on one that it keeps it would read to the end, and an endless body
 * has none. Here the sender gets a moment to see the answer and to stop.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function endUnreadBody(request, response) {
  const { socket } = request;
  // Emitted when the answer is written, before Node's own `finish` listener closes the connection.
  response.once("prefinish", () => {
    if (request.complete) return;
    let isUnwanted = false;
    socket.destroySoon = () => {
      isUnwanted = true;
    };
    const settle = () => {
      clearTimeout(timer);
      delete socket.destroySoon;
      if (isUnwanted || !request.complete) socket.destroy();
    };
    const timer = setTimeout(settle, LINGER_MS);
    request.once("end", settle);
    socket.once("close", settle);
  });
}
