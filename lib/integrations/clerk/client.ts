import "server-only";
import { createClerkClient } from "@clerk/nextjs/server";
import { clerkSettings } from "@/lib/auth/clerk-settings";
import { getEnv } from "@/lib/core/env";

/** Clerk's Backend API with this process's settings. */
export function clerkClient() {
  const { publishableKey, secretKey, apiUrl } = clerkSettings(getEnv());
  return createClerkClient({
    publishableKey,
    secretKey,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    telemetry: { disabled: true },
  });
}
