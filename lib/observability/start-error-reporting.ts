import "server-only";
import { scrubEvent } from "./scrub-event";

/** Starts Sentry for this process. From version 11 on everything is collected unless it is switched off (SEC-07). */
export async function startErrorReporting(dsn: string): Promise<void> {
  const sentry = await import("@sentry/nextjs");
  sentry.init({
    dsn,
    tracesSampleRate: 0,
    maxBreadcrumbs: 0,
    dataCollection: {
      userInfo: false,
      cookies: false,
      httpHeaders: false,
      httpBodies: [],
      urlQueryParams: false,
      graphQL: { document: false, variables: false },
      genAI: { inputs: false, outputs: false },
      databaseQueryData: false,
      queues: false,
      stackFrameVariables: false,
      frameContextLines: 0,
    },
    beforeSend: scrubEvent,
    beforeSendTransaction: () => null,
  });
}
