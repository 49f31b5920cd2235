const LOOK_AGAIN_MS = 50;

/**
 * Takes no new connection and resolves when every request under way has been answered. Connections that wait for another
 * request are closed as soon as they are idle; event streams end at once, because the browser opens them again by itself.
 * @param {import("node:http").Server} server
 * @param {Iterable<import("node:http").ServerResponse>} openResponses
 */
export function closeServer(server, openResponses) {
  return new Promise((resolve) => {
    const sweep = () => {
      server.closeIdleConnections();
      for (const response of openResponses) if (isEventStream(response)) response.destroy();
    };
    const timer = setInterval(sweep, LOOK_AGAIN_MS);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
    sweep();
  });
}

function isEventStream(response) {
  return String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");
}
