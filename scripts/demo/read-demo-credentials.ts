import { findRunningServer } from "../start/running-file";
import { StartProblem } from "../start/start-problem";
import { findDemoCredentials } from "./demo-credentials-file";

/**
 * Everything that a script needs to try the running server of `dataDir` as the demo firms, with the addresses under
 * which the server answers now.
 * @throws StartProblem when no embedded server runs there
 */
export function readDemoCredentials(dataDir: string) {
  const running = findRunningServer(dataDir);
  if (!running) throw new StartProblem("Docketline is not running. Start it first: npm start");
  const credentials = findDemoCredentials(dataDir);
  if (!credentials) throw new StartProblem("This server has no demo firms: they exist in embedded mode only.");
  return {
    baseUrl: running.baseUrl,
    platformAdmin: credentials.platformAdmin,
    firms: credentials.firms.map(({ isConnected: _, ...firm }) => ({
      ...firm,
      endpoints: Object.fromEntries(
        Object.entries(firm.endpoints).map(([name, { path, ...proof }]) => [
          name,
          { url: new URL(path, running.baseUrl).href, ...proof },
        ]),
      ),
    })),
  };
}
