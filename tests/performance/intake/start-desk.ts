import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:net";
import { STAND_IN_PUBLISHABLE_KEY } from "@/scripts/start/app-environment";
import { type BenchServer, startServer } from "./start-server";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** Signs the sessions of the bench's people; every desk that it starts knows the key. */
export const sessionKey = privateKey;

/**
 * The production web server of this build on a database: `lean` with the door in front of Next, `route` without, and with no
 * worker, as where `npm run worker` runs beside it. `dataDir` holds the embedded database when there is no `databaseUrl`.
 */
export async function startDesk(settings: {
  door: "lean" | "route";
  databaseUrl: string | undefined;
  dataDir: string;
}): Promise<BenchServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    DOCKETLINE_MODE: "embedded",
    DOCKETLINE_DATA_DIR: settings.dataDir,
    DOCKETLINE_WORKER: "separate",
    DOCKETLINE_LEAN_DOOR: settings.door === "lean" ? "on" : "off",
    APP_URL: url,
    PORT: String(port),
    LOG_LEVEL: "error",
    ENCRYPTION_KEYS: process.env["ENCRYPTION_KEYS"] ?? "",
    CLERK_SECRET_KEY: "a-secret-key-of-the-bench-and-of-nothing-else",
    CLERK_JWT_KEY: publicKey.export({ type: "spki", format: "pem" }).toString(),
    CLERK_API_URL: "http://127.0.0.1:9",
    CLERK_AUTHORIZED_PARTIES: url,
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: STAND_IN_PUBLISHABLE_KEY,
    NEXT_TELEMETRY_DISABLED: "1",
    ...(settings.databaseUrl === undefined ? {} : { DATABASE_URL: settings.databaseUrl }),
  };
  const args = ["--dns-result-order=ipv4first", "scripts/start/web-server.mjs", "--port", String(port)];
  return startServer([...args, "--hostname", "localhost"], env, { pattern: /listens on port/, port });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
