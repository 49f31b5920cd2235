import "server-only";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import type { PGlite } from "@electric-sql/pglite";
import { btree_gin } from "@electric-sql/pglite/contrib/btree_gin";
import { vector } from "@electric-sql/pglite-pgvector";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { Pool as PgPool } from "pg";
import { createTurns, type InTurn } from "./create-turns";
import { lockFolder } from "./lock-folder";
import { PreparedPglite } from "./prepared-pglite";
import { schema } from "./schema/schema";

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;
export type Driver = "pglite" | "pg" | "neon";

/** One statement with `$1` placeholders, or several without parameters, on a connection of its own. */
export type RawQuery = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** A statement that is sent again and again, prepared under `name` where connections last. */
export type NamedQuery = (name: string, text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

export type OpenDatabase = {
  /** The connection string of a server; absent for PGlite. */
  url: string | undefined;
  driver: Driver;
  db: Database;
  query: RawQuery;
  /** Begins a transaction when it may: at once on a server, in its turn on the embedded database's one connection. */
  inTurn: InTurn;
  /** For storing deliveries: connections of its own on a server, so that no page stands before them. */
  intake: NamedQuery;
  /** The embedded engine itself, for the queue library's adapter; absent for a server. */
  pglite: PGlite | undefined;
  close: () => Promise<void>;
};

export type DatabaseSettings = {
  url: string | undefined;
  driver: Driver | undefined;
  /** Folder of the embedded database, or `memory` for one that is gone with the process. */
  folder: string;
  neonProxy: string | undefined;
  maxConnections: number;
  /** A dumped database that one in memory starts from. */
  image?: Blob;
};

/** Two, so that one statement travels while the other is being written; more only makes the groups smaller. */
const INTAKE_CONNECTIONS = 2;
const INTAKE_TIMEOUT_MS = 5_000;

const atOnce: InTurn = (_waiter, work) => work();

const NEON_HOST = /\.neon\.tech$/;

/** Which driver `url` asks for: none → PGlite, a Neon host → Neon's WebSocket pool, else `pg`. */
export function chooseDriver(settings: Pick<DatabaseSettings, "url" | "driver">): Driver {
  if (settings.driver) return settings.driver;
  if (settings.url === undefined) return "pglite";
  return NEON_HOST.test(new URL(settings.url).hostname) ? "neon" : "pg";
}

/**
 * Opens the configured database. Above this function nothing knows which driver is in use.
 * @throws Error when a PGlite folder is held by another process; the message names its pid
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  switch (chooseDriver(settings)) {
    case "pglite":
      return openPglite(settings);
    case "pg":
      return openPg(settings);
    case "neon":
      return openNeon(settings);
  }
}

async function openPglite({ folder, image }: DatabaseSettings): Promise<OpenDatabase> {
  const extensions = { vector, btree_gin };
  const inMemory = folder === "memory";
  const dataDir = path.join(folder, "database");
  if (!inMemory) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = inMemory ? () => {} : await lockFolder(path.join(folder, "database.lock"));
  try {
    keepEngineCode();
    const pglite = new PreparedPglite(
      inMemory ? { extensions, ...(image ? { loadDataDir: image } : {}) } : { dataDir, extensions },
    );
    await pglite.waitReady;
    return {
      url: undefined,
      driver: "pglite",
      db: drizzlePglite(pglite, { schema }),
      query: async (text, values) => {
        if (values && values.length > 0) return pglite.query(text, values);
        const results = await pglite.exec(text);
        return { rows: results.at(-1)?.rows ?? [] };
      },
      inTurn: createTurns(),
      intake: (_name, text, values) => pglite.query(text, values),
      pglite,
      close: async () => {
        await pglite.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * V8 as of Node 24 can lose count of compiled WebAssembly code that it frees and then ends the process (nodejs/node#66366,
 * electric-sql/pglite#1053). It keeps the code instead: some megabytes for each database that was opened.
 */
function keepEngineCode(): void {
  setFlagsFromString("--no-wasm-code-gc");
}

function openPg(settings: DatabaseSettings): OpenDatabase {
  const pool = new PgPool({
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  outliveBrokenConnections(pool);
  const intake = new PgPool({
    connectionString: settings.url,
    max: INTAKE_CONNECTIONS,
    connectionTimeoutMillis: 2_000,
    query_timeout: INTAKE_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  outliveBrokenConnections(intake);
  return {
    url: settings.url,
    driver: "pg",
    db: drizzlePg(pool, { schema }),
    query: (text, values) => pool.query(text, values),
    inTurn: atOnce,
    intake: (name, text, values) => intake.query({ name, text, values }),
    pglite: undefined,
    close: async () => {
      await Promise.all([pool.end(), intake.end()]);
    },
  };
}

function openNeon(settings: DatabaseSettings): OpenDatabase {
  if (settings.neonProxy !== undefined) {
    const proxy = settings.neonProxy;
    neonConfig.wsProxy = () => proxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  const pool = new NeonPool({ connectionString: settings.url ?? "", max: settings.maxConnections });
  outliveBrokenConnections(pool);
  return {
    url: settings.url,
    driver: "neon",
    db: drizzleNeon(pool, { schema }),
    query: (text, values) => pool.query(text, values),
    inTurn: atOnce,
    intake: (_name, text, values) => pool.query(text, values),
    pglite: undefined,
    close: () => pool.end(),
  };
}

type Emitting = { on: (event: "error", listener: () => void) => unknown };

/**
 * A connection that the server drops must not end the process: neither one that waits in the pool, which replaces it, nor
 * one that is lent out and between two statements, which the pool does not listen to. The next statement on it fails.
 */
function outliveBrokenConnections(pool: PgPool | NeonPool): void {
  pool.on("error", () => {});
  pool.on("connect", (client: Emitting) => void client.on("error", () => {}));
}
