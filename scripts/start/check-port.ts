import { createServer } from "node:net";
import { StartProblem } from "./start-problem";

/** Both loopback addresses: a server on either of them would answer in our place to `localhost`. */
const LOOPBACK = ["127.0.0.1", "::1"];

/**
 * The port of `PORT`, 3000 when it is unset.
 * @throws StartProblem when it is no port number
 */
export function readPort(value: string | undefined): number {
  if (value === undefined || value === "") return 3000;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartProblem("PORT must be a number from 1 to 65535.");
  }
  return port;
}

/** @throws StartProblem when something answers on the port already */
export async function checkPortIsFree(port: number): Promise<void> {
  for (const host of LOOPBACK) {
    const code = await tryToListen(port, host);
    if (code === "EADDRINUSE") {
      const other = port === 65_535 ? port - 1 : port + 1;
      throw new StartProblem(
        `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${other} npm start`,
      );
    }
    if (code === "EACCES")
      throw new StartProblem(`Port ${port} may not be used by this account: choose one above 1023.`);
  }
}

function tryToListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
