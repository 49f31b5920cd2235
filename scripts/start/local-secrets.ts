import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { DEMO_FIRMS } from "@/db/seed/demo-firms";
import { StartProblem } from "./start-problem";

const localSecretsSchema = z.object({
  clerkSecretKey: z.string().min(32),
  clerkWebhookSecret: z.string().startsWith("whsec_"),
  vapiPlatformWebhookSecret: z.string().startsWith("whsec_"),
  encryptionKeys: z.string().min(46),
  jobsSecret: z.string().min(32),
  /** API keys that the VAPI simulator knows, each with the Clerk id of the demo firm that it belongs to. */
  vapiSimulatorKeys: z.record(z.string().min(32), z.string()),
});

/** Secrets of one data folder, in the formats that `lib/core/env.ts` reads. */
export type LocalSecrets = z.output<typeof localSecretsSchema>;

/**
 * The secrets of `dataDir`, made at the first start and kept: what the database holds encrypted opens with them alone.
 * @throws StartProblem when the file cannot be read as such
 */
export function readLocalSecrets(dataDir: string): LocalSecrets {
  const file = path.join(dataDir, "local-secrets.json");
  if (!existsSync(file)) keepFirst(file, `${JSON.stringify(makeLocalSecrets(), null, 2)}\n`);
  try {
    return localSecretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new StartProblem(
      `${file} is damaged, and what is stored encrypted in ${dataDir} opens with it alone. Restore the file, or delete the folder to begin anew.`,
      { cause },
    );
  }
}

/** Of processes that start at once the first one's file stays, and nobody reads half of one. */
function keepFirst(file: string, text: string): void {
  const written = `${file}.${randomUUID()}`;
  writeFileSync(written, text, { mode: 0o600, flag: "wx" });
  try {
    linkSync(written, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(written);
  }
}

function makeLocalSecrets(): LocalSecrets {
  return {
    clerkSecretKey: `sk_live_${randomBytes(32).toString("hex")}`,
    clerkWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    vapiPlatformWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    encryptionKeys: `1:${randomBytes(32).toString("base64")}`,
    jobsSecret: randomBytes(32).toString("base64url"),
    vapiSimulatorKeys: Object.fromEntries(DEMO_FIRMS.map((firm) => [randomUUID(), firm.orgId])),
  };
}
