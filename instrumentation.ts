import type { Instrumentation } from "next";

/** Runs once before the first request. A deployment that must not serve ends here, with the names of the settings. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs" || process.env["NEXT_PHASE"] === "phase-production-build") return;
  const { startProcess } = await import("@/lib/observability/start-process");
  await startProcess(process.env);
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { reportRequestError } = await import("@/lib/observability/report-request-error");
  await reportRequestError(error, request.headers);
};
