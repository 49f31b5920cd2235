import type { Instrumentation } from "next";
import { type EnvProblem, parseEnv, unsafeSettings } from "@/lib/core/env";

/** Runs once before the first request. A deployment that must not serve ends here, with the names of the settings. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs" || process.env["NEXT_PHASE"] === "phase-production-build") return;
  const settings = parseEnv(process.env);
  if (!settings.ok) return refuse(settings.problems);
  const unsafe = unsafeSettings(settings.env);
  if (unsafe.length > 0) return refuse(unsafe);
  const { startProcess } = await import("@/lib/observability/start-process");
  const problems = await startProcess(settings.env);
  if (problems.length > 0) refuse(problems);
}

/** Names and reasons only: a value on a terminal ends up in a log. */
function refuse(problems: readonly EnvProblem[]): never {
  const lines = problems.map(({ setting, reason }) => `  ${setting} ${reason}\n`);
  process.stderr.write(`Docketline does not start on these settings:\n${lines.join("")}`);
  process.exit(1);
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { reportRequestError } = await import("@/lib/observability/report-request-error");
  await reportRequestError(error, request.headers);
};
