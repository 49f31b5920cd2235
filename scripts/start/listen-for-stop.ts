/** `signal` aborts and `requested` resolves at the first Ctrl-C, SIGTERM, SIGHUP, or end of the process that started us. */
export type StopRequest = { signal: AbortSignal; requested: Promise<void> };

/** Listens from now on. Ctrl-C may reach us twice, from the terminal and from our parent: later requests change nothing. */
export function listenForStop(): StopRequest {
  const controller = new AbortController();
  const requested = new Promise<void>((resolve) => {
    const stop = () => {
      controller.abort();
      resolve();
    };
    for (const event of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(event, stop);
    process.on("disconnect", stop);
  });
  return { signal: controller.signal, requested };
}
