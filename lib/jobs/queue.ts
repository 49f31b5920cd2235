import "server-only";
import type { PgBoss } from "pg-boss";
import { getDatabase } from "@/db/client";
import { grantEmbeddedQueue, installQueues, openQueue, type QueueSpec } from "@/db/queue";
import { getEnv } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { JOBS } from "./contracts";

const slot = globalThis as typeof globalThis & { docketlineQueue?: Promise<PgBoss> };

/** The process's queue client, started at the first call. */
export function getQueue(): Promise<PgBoss> {
  slot.docketlineQueue ??= start();
  return slot.docketlineQueue;
}

/**
 * The queue client for use inside a transaction. PGlite has one connection, so starting the client there would wait
 * for ever: the process starts it first (see worker.ts).
 */
export async function getQueueInTransaction(): Promise<PgBoss> {
  const { driver } = await getDatabase();
  if (driver === "pglite" && !slot.docketlineQueue) throw new AppError("internal", "The queue was not started");
  return getQueue();
}

/** Whether the queue is in the embedded database, with its one connection. */
export async function isQueueEmbedded(): Promise<boolean> {
  const { driver } = await getDatabase();
  return driver === "pglite";
}

/** Stops the queue client. Who works on jobs has stopped before. */
export async function stopQueue(timeoutMs = 5_000): Promise<void> {
  const started = slot.docketlineQueue;
  delete slot.docketlineQueue;
  if (started) await (await started).stop({ graceful: true, timeout: timeoutMs, close: true });
}

/** Every job's queue settings, for installing the queue. */
export function queueSpecs(): QueueSpec[] {
  return JOBS.map((job) => ({
    name: job.name,
    retryLimit: job.retry.attempts,
    retryDelaySeconds: job.retry.backoffSeconds,
    retryDelayMaxSeconds: job.retry.backoffMaxSeconds,
    expireSeconds: job.leaseSeconds,
  }));
}

async function start(): Promise<PgBoss> {
  try {
    const database = await getDatabase();
    const isEmbedded = database.driver === "pglite";
    if (isEmbedded) {
      // A client reads the queues' settings when it starts and cannot inside a transaction: the one that installs them goes.
      const installer = await openQueue(database, { url: database.url, supervise: false });
      await installQueues(installer, queueSpecs());
      await grantEmbeddedQueue(database);
      await installer.stop({ graceful: false });
    }
    return await openQueue(database, {
      url: database.url,
      supervise: isEmbedded || getEnv().DOCKETLINE_WORKER !== "separate",
    });
  } catch (error) {
    delete slot.docketlineQueue;
    throw error;
  }
}
