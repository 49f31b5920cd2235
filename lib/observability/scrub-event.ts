import type { ErrorEvent } from "@sentry/nextjs";

const TAGS = ["requestId", "tenantId", "jobId", "job", "code"];

/**
 * What may leave for Sentry, by allow-list: the error's class, where in our code it arose, and our own ids. Messages are
 * left out because SQL, vendors and people write into them; so are requests, cookies, users and breadcrumbs.
 */
export function scrubEvent(event: ErrorEvent): ErrorEvent {
  const values = event.exception?.values?.map(({ type, stacktrace, mechanism }) => ({
    ...(type === undefined ? {} : { type }),
    ...(mechanism === undefined ? {} : { mechanism: { type: mechanism.type, handled: mechanism.handled ?? true } }),
    ...(stacktrace?.frames === undefined ? {} : { stacktrace: { frames: stacktrace.frames.map(placeOf) } }),
  }));
  const tags = Object.entries(event.tags ?? {}).filter(([name]) => TAGS.includes(name));
  return {
    type: undefined,
    ...(event.event_id === undefined ? {} : { event_id: event.event_id }),
    ...(event.timestamp === undefined ? {} : { timestamp: event.timestamp }),
    ...(event.level === undefined ? {} : { level: event.level }),
    ...(event.release === undefined ? {} : { release: event.release }),
    ...(event.environment === undefined ? {} : { environment: event.environment }),
    platform: "node",
    tags: Object.fromEntries(tags),
    ...(values === undefined ? {} : { exception: { values } }),
  };
}

type Frame = { filename?: string; function?: string; lineno?: number; colno?: number; in_app?: boolean };

function placeOf(frame: Frame): Frame {
  const { filename, function: name, lineno, colno, in_app } = frame;
  return {
    ...(filename === undefined ? {} : { filename }),
    ...(name === undefined ? {} : { function: name }),
    ...(lineno === undefined ? {} : { lineno }),
    ...(colno === undefined ? {} : { colno }),
    ...(in_app === undefined ? {} : { in_app }),
  };
}
