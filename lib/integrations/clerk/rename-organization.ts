import "server-only";
import { isClerkAPIResponseError } from "@clerk/nextjs/errors";
import { AppError } from "@/lib/core/errors";
import { clerkClient } from "./client";

const PATIENCE_MS = 10_000;

/**
 * Gives an organization its name at Clerk. Doing it twice is doing it once.
 * @throws AppError `precondition_failed` when Clerk refuses the name or knows no such organization, else `upstream_failed`
 */
export async function renameOrganization(organizationId: string, name: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new AppError("upstream_failed", "Clerk did not answer")), PATIENCE_MS);
  try {
    await Promise.race([clerkClient().organizations.updateOrganization(organizationId, { name }), late.promise]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isRefusal = isClerkAPIResponseError(error) && error.status < 500 && error.status !== 429;
    throw new AppError(isRefusal ? "precondition_failed" : "upstream_failed", "Clerk did not take the name", {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
