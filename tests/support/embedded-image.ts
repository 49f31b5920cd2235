import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { adoptDatabase, closeDatabase } from "@/db/client";
import { migrateEmbedded } from "@/db/migrate";
import { openDatabase } from "@/db/open-database";
import { getQueue, stopQueue } from "@/lib/jobs/queue";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "node_modules/.cache/docketline-suites");

/** What the image is made from: another migration or another package makes another one. */
function imageKey(): string {
  const hash = createHash("sha256").update(readFileSync(path.join(ROOT, "package-lock.json")));
  const migrations = path.join(ROOT, "db/migrations");
  for (const name of readdirSync(migrations).toSorted()) {
    if (name.endsWith(".sql")) hash.update(`${name}\0`).update(readFileSync(path.join(migrations, name)));
  }
  return hash.digest("hex").slice(0, 24);
}

/**
 * A migrated, empty embedded database with its queue, as a file: a suite that starts from it needs a fraction of the time.
 * Two processes that find none make one each, and the last one stays.
 */
export async function embeddedImage(): Promise<Blob> {
  const file = path.join(FOLDER, `${imageKey()}.tar`);
  try {
    return new Blob([readFileSync(file)], { type: "application/x-tar" });
  } catch {
    return makeImage(file);
  }
}

async function makeImage(file: string): Promise<Blob> {
  const settings = {
    url: undefined,
    driver: "pglite",
    folder: "memory",
    neonProxy: undefined,
    maxConnections: 1,
  } as const;
  const database = await openDatabase(settings);
  await migrateEmbedded(database);
  adoptDatabase(database);
  await getQueue();
  await stopQueue(1_000);
  if (!database.pglite) throw new Error("no embedded database");
  const image = await database.pglite.dumpDataDir("none");
  await closeDatabase();
  for (const old of mayList(FOLDER)) rmSync(path.join(FOLDER, old), { force: true });
  mkdirSync(FOLDER, { recursive: true });
  const written = `${file}.${randomUUID()}`;
  writeFileSync(written, Buffer.from(await image.arrayBuffer()));
  renameSync(written, file);
  return image;
}

/** Older images, and nothing that another process is just writing. */
function mayList(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".tar"));
  } catch {
    return [];
  }
}
