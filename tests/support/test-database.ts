import { randomBytes, randomUUID } from "node:crypto";
import { Pool } from "pg";
import { adoptDatabase, closeDatabase } from "@/db/client";
import { migrateServer } from "@/db/migrate";
import { type OpenDatabase, openDatabase, type RawQuery } from "@/db/open-database";
import { installServerQueue } from "@/db/queue";
import type { Actor, Permission, Principal } from "@/lib/core/principal";
import { PERMISSIONS } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { getQueue, queueSpecs } from "@/lib/jobs/queue";
import { stopWorker } from "@/lib/jobs/worker";
import { embeddedImage } from "./embedded-image";

const ADMIN_URL = process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

export type TestDatabase = {
  database: OpenDatabase;
  /** Runs as the owner (a superuser), outside every policy: for catalogue checks and tampering. */
  asOwner: RawQuery;
  appUrl: string | undefined;
  ownerUrl: string | undefined;
  drop: () => Promise<void>;
};

/** Whether a PostgreSQL server answers; suites that need one fail loudly in CI and say what they left out elsewhere. */
export async function postgresAnswers(): Promise<boolean> {
  const pool = new Pool({ connectionString: ADMIN_URL, max: 1, connectionTimeoutMillis: 2_000 });
  try {
    await pool.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await pool.end();
  }
}

/**
 * A fresh, migrated database that becomes the process's own until `drop`. A server's writes its commits to the disk a moment
 * later, which no test of a process's death sees; `isDurable` is for what measures, and for what ends the server itself.
 */
export async function createTestDatabase(kind: "pglite" | "pg", { isDurable = false } = {}): Promise<TestDatabase> {
  return kind === "pglite" ? createEmbedded() : createServer(isDurable);
}

/** What a suite of both engines runs on: without a server the embedded one alone, which the test command says. */
export async function databaseKinds(): Promise<("pglite" | "pg")[]> {
  return (await postgresAnswers()) ? ["pglite", "pg"] : ["pglite"];
}

/** The kind for what takes many statements: a server works beside the tests, the embedded engine in their place. */
export async function swiftestKind(): Promise<"pglite" | "pg"> {
  return (await postgresAnswers()) ? "pg" : "pglite";
}

async function createEmbedded(): Promise<TestDatabase> {
  const database = await openDatabase({
    url: undefined,
    driver: "pglite",
    folder: "memory",
    neonProxy: undefined,
    maxConnections: 1,
    image: await embeddedImage(),
  });
  adoptDatabase(database);
  await getQueue();
  return { database, asOwner: database.query, appUrl: undefined, ownerUrl: undefined, drop };
}

async function drop(): Promise<void> {
  await stopWorker();
  await closeDatabase();
}

async function createServer(isDurable: boolean): Promise<TestDatabase> {
  const name = `docketline_test_${randomBytes(6).toString("hex")}`;
  const admin = new Pool({ connectionString: ADMIN_URL, max: 1 });
  await admin.query(`create database ${name}`);
  if (!isDurable) await admin.query(`alter database ${name} set synchronous_commit = off`);
  const ownerUrl = new URL(ADMIN_URL);
  ownerUrl.pathname = `/${name}`;
  const appUrl = new URL(ownerUrl);
  appUrl.username = `${name}_login`;
  appUrl.password = randomUUID();
  await migrateServer(ownerUrl.href, appUrl.href);
  await installServerQueue(ownerUrl.href, appUrl.href, queueSpecs());
  const owner = new Pool({ connectionString: ownerUrl.href, max: 2 });
  // Dropping the database by force ends connections that were about to close.
  owner.on("error", () => {});
  const database = await openDatabase({
    url: appUrl.href,
    driver: "pg",
    folder: "",
    neonProxy: undefined,
    maxConnections: 20,
  });
  adoptDatabase(database);
  await getQueue();
  return {
    database,
    asOwner: (text, values) => owner.query(text, values),
    appUrl: appUrl.href,
    ownerUrl: ownerUrl.href,
    drop: async () => {
      await drop();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.query(`drop role if exists "${appUrl.username}"`);
      await admin.end();
    },
  };
}

/** A principal of the firm behind `organizationId`, with every permission unless fewer are given. */
export function testPrincipal(
  organizationId: string,
  options: { actor?: Actor; permissions?: readonly Permission[] } = {},
): Principal {
  return {
    tenantId: tenantIdOf(organizationId),
    actor: options.actor ?? { type: "user", userId: `user_of_${organizationId}` },
    permissions: new Set(options.permissions ?? PERMISSIONS),
    requestId: randomUUID(),
  };
}
