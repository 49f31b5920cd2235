import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findRunningServer } from "../start/running-file";
import { StartProblem } from "../start/start-problem";

const account = z.looseObject({ email: z.string(), password: z.string() });
const endpoint = z.looseObject({ url: z.string(), mode: z.string(), secret: z.string() });

const demoCredentialsSchema = z.object({
  platformAdmin: account,
  firms: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      users: z.array(account.extend({ role: z.string() })),
      endpoints: z.record(z.string(), endpoint),
    }),
  ),
});

export type DemoCredentials = { baseUrl: string } & z.output<typeof demoCredentialsSchema>;

/**
 * Everything that a script needs to try the running server of `dataDir` as the demo firms. The seed has written it
 * without an address; the addresses are those under which the server answers now.
 * @throws StartProblem when no embedded server runs there
 */
export function readDemoCredentials(dataDir: string): DemoCredentials {
  const running = findRunningServer(dataDir);
  if (!running) throw new StartProblem("Docketline is not running. Start it first: npm start");
  const file = path.join(dataDir, "demo-credentials.json");
  if (!existsSync(file)) throw new StartProblem("This server has no demo firms: they exist in embedded mode only.");
  const { platformAdmin, firms } = demoCredentialsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const onServer = (url: string) => new URL(new URL(url, running.baseUrl).pathname, running.baseUrl).href;
  return {
    baseUrl: running.baseUrl,
    platformAdmin,
    firms: firms.map((firm) => ({
      ...firm,
      endpoints: Object.fromEntries(
        Object.entries(firm.endpoints).map(([name, value]) => [name, { ...value, url: onServer(value.url) }]),
      ),
    })),
  };
}
