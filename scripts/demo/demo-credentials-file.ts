import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const account = z.object({ email: z.string(), password: z.string() });

/**
 * One door of a demo firm: its path, how a delivery proves itself there, the secret for that, and the firm's id at the
 * provider where a delivery has to name it.
 */
const door = z.object({
  path: z.string().startsWith("/"),
  mode: z.string(),
  secret: z.string(),
  account: z.string().optional(),
});

const demoCredentialsSchema = z.object({
  /** Address that the firms were connected for: another port means that the simulator has to be told. */
  appUrl: z.url(),
  platformAdmin: account,
  firms: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      users: z.array(account.extend({ role: z.string() })),
      endpoints: z.record(z.string(), door),
      /** Whether the voice simulator took the firm's key. */
      isConnected: z.boolean(),
    }),
  ),
});

type DemoCredentials = z.output<typeof demoCredentialsSchema>;
export type DemoFirmAccess = DemoCredentials["firms"][number];

function fileIn(dataDir: string): string {
  return path.join(dataDir, "demo-credentials.json");
}

/** What the demo firms of this data folder can be tried with; undefined before they were connected. */
export function findDemoCredentials(dataDir: string): DemoCredentials | undefined {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return undefined;
  return demoCredentialsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeDemoCredentials(dataDir: string, credentials: DemoCredentials): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}
