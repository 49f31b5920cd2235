import { randomUUID } from "node:crypto";
import { about, fictionalNumber, openWebhookFirm, toolCall } from "../webhooks/webhook-firm";
import type { Effort } from "./bench-lists";
import { interleave, millisecondsOf } from "./interleave";

/**
 * What the voice provider waits for, one request at a time through the webhook door in this process: verified, stored and
 * answered. The caller of an assistant-request is a stranger, so each becomes a lead.
 */
export async function measureAnswers(effort: Effort) {
  const firm = await openWebhookFirm("bench");
  const call = await firm.placeCall();
  const send = async (message: Record<string, unknown>) => {
    const response = await firm.send(message);
    if (response.status !== 200) throw new Error(`the door answered ${response.status}`);
    await response.arrayBuffer();
  };
  const works = {
    toolCalls: () =>
      send(
        about(call, {
          type: "tool-calls",
          toolCallList: [toolCall("save_case_detail", { field: "email", value: "ana@example.test" })],
        }),
      ),
    assistantRequest: () =>
      send({ type: "assistant-request", call: { id: randomUUID(), customer: { number: fictionalNumber() } } }),
  };
  const timings = await interleave(works, effort);
  const figures = Object.keys(works).map((name) => [
    name,
    { p50: millisecondsOf(timings, name, 0.5), p99: millisecondsOf(timings, name, 0.99) },
  ]);
  return Object.fromEntries(figures) as Record<keyof typeof works, { p50: number; p99: number }>;
}
