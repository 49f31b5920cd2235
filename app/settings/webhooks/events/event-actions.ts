import type { ActionOf } from "@/lib/actions/action-result";
import type { DryRun } from "@/lib/domain/webhook-events/dry-run-event";
import type { DryRunSummary } from "@/lib/domain/webhook-events/dry-run-events";
import type { ActResult } from "@/lib/domain/webhook-events/lock-events";
import type { DONE_REASONS } from "@/lib/domain/webhook-events/webhook-log.schema";

type OnEvents = ActionOf<{ eventIds: string[] }, ActResult>;

/** What can be done about events, as the screens' components take it. */
export type EventActions = {
  dryRun: ActionOf<{ eventId: string }, DryRun>;
  dryRunMany: ActionOf<{ eventIds: string[] }, DryRunSummary>;
  replay: OnEvents;
  quarantine: OnEvents;
  release: OnEvents;
  markDone: ActionOf<{ eventIds: string[]; reason: (typeof DONE_REASONS)[number] }, ActResult>;
};
