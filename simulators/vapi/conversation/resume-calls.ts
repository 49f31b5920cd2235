import type { SimulatorContext } from "../simulator-context";
import { assembleCallAssistant } from "../webhooks/call-assistant";
import { startCall } from "./start-call";

/**
 * After a restart: scheduled calls wait again, and calls that were going on have ended with `worker-shutdown`, without a
 * webhook, as when the provider loses a worker.
 */
export function resumeCalls(context: SimulatorContext): void {
  const { store } = context;
  for (const record of store.calls.all()) {
    const { orgId, call } = record;
    const saved = store.assistants.find(orgId, call.assistantId ?? "");
    const phoneNumber = store.phoneNumbers.find(orgId, call.phoneNumberId ?? "");
    if (call.status === "scheduled" && saved !== undefined) {
      const overrides = call.assistantOverrides;
      const assistant = assembleCallAssistant(store, orgId, {
        id: saved.id,
        saved: saved.data,
        isSaved: true,
        overrides,
      });
      startCall(context, { record, assistant, phoneNumber });
    } else if (call.status !== "ended") {
      const endedAt = new Date().toISOString();
      const ended = { ...call, status: "ended", endedReason: "worker-shutdown", endedAt, updatedAt: endedAt } as const;
      store.calls.put({ ...record, call: ended });
    }
  }
}
