import "server-only";
import { getEnv } from "@/lib/core/env";
import { type AppError, ERROR_TABLE } from "@/lib/core/errors";
import { log } from "@/lib/core/log";

type ReportFields = { requestId?: string; tenantId?: string; jobId?: string; job?: string };

/**
 * Tells operators of a failure whose code says so: one log line, and Sentry where it is configured. The only caller of
 * Sentry. Ids and codes go out, never a message, a body or a person's data (SEC-07). Never throws.
 */
export async function report(failure: AppError, fields: ReportFields): Promise<void> {
  if (!ERROR_TABLE[failure.code].report) return;
  const cause = failure.cause instanceof Error ? failure.cause : failure;
  log("error", "failure", { ...fields, code: failure.code, errorName: cause.name });
  if (getEnv().SENTRY_DSN === undefined) return;
  const sentry = await import("@sentry/nextjs");
  sentry.captureException(cause, { tags: { ...fields, code: failure.code } });
}
