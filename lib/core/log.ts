import pino from "pino";
import { getEnv } from "./env";

/** The only fields that a log line may carry: ids, codes, counts and durations (SEC-07). */
type LogFields = {
  requestId?: string;
  tenantId?: string;
  callId?: string;
  caseId?: string;
  jobId?: string | null;
  job?: string;
  eventId?: string;
  endpointId?: string;
  provider?: string;
  eventType?: string;
  code?: string;
  status?: number;
  attempt?: number;
  count?: number;
  durationMs?: number;
  errorName?: string;
};

type Level = "debug" | "info" | "warn" | "error";

let logger: pino.Logger | undefined;

function getLogger(): pino.Logger {
  logger ??= pino({ level: getEnv().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}

/** Writes one JSON line. `message` is a constant sentence; whatever varies goes into the allow-listed fields. */
export function log(level: Level, message: string, fields: LogFields = {}): void {
  getLogger()[level](fields, message);
}
