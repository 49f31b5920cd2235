import type { ErrorEvent } from "@sentry/nextjs";
import { expect, test } from "vitest";
import { scrubEvent } from "./scrub-event";

const CANARY = "+15125550100 ana@example.test";

test("SEC-07 what leaves for Sentry names the error's class and place and our ids, and nobody's data", () => {
  const event: ErrorEvent = {
    type: undefined,
    event_id: "0123",
    message: CANARY,
    transaction: CANARY,
    server_name: CANARY,
    user: { id: CANARY, email: CANARY },
    request: { url: `https://desk.test/?q=${CANARY}`, data: CANARY, cookies: { session: CANARY } },
    breadcrumbs: [{ message: CANARY }],
    extra: { body: CANARY },
    contexts: { form: { value: CANARY } },
    tags: { requestId: "r-1", code: "internal", phone: CANARY },
    exception: {
      values: [
        {
          type: "DatabaseError",
          value: `duplicate key ${CANARY}`,
          stacktrace: {
            frames: [
              { filename: "lib/a.ts", function: "save", lineno: 3, vars: { phone: CANARY }, context_line: CANARY },
            ],
          },
        },
      ],
    },
  };
  const sent = scrubEvent(event);
  expect(JSON.stringify(sent)).not.toContain("5125550100");
  expect(JSON.stringify(sent)).not.toContain("ana@");
  expect(sent).toEqual({
    type: undefined,
    event_id: "0123",
    platform: "node",
    tags: { requestId: "r-1", code: "internal" },
    exception: {
      values: [
        { type: "DatabaseError", stacktrace: { frames: [{ filename: "lib/a.ts", function: "save", lineno: 3 }] } },
      ],
    },
  });
});
