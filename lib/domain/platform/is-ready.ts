import "server-only";
import { sql } from "drizzle-orm";
import { withoutTenant } from "@/db/tenant";
import { log } from "@/lib/core/log";

const PATIENCE_MS = 2_000;

/** Whether the database answers as the app role within two seconds. */
export async function isReady(): Promise<boolean> {
  const asked = withoutTenant((tx) => tx.execute(sql`select 1`)).then(
    () => true,
    (error: unknown) => {
      log("warn", "database does not answer", { errorName: error instanceof Error ? error.name : "unknown" });
      return false;
    },
  );
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}
