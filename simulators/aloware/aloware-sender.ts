import type { Scene, SceneInput, Sender } from "@/simulators/senders/sender";
import { alowareContact } from "./aloware-contact";
import { createAlowareMemory } from "./aloware-memory";
import { writeAlowareTime } from "./aloware-time";
import { newCommunicationId } from "./communication-body";
import { handleAlowareApi } from "./handle-aloware-api";
import { planAlowareDelivery } from "./plan-aloware-delivery";
import { planCompletedCall, planFailedCall, planMisnamedCall, planMissedCall } from "./plan-call";
import { planInboundText, planInboundTextSpelled, planInvalidText } from "./plan-text-message";
import { planTranscription } from "./plan-transcription";

const scenes: readonly Scene[] = [
  { id: "sms", title: "A client sends a text message", play: (input) => planInboundText(input, input.text) },
  { id: "stop", title: "A client texts STOP", play: (input) => planInboundText(input, "STOP") },
  { id: "alto", title: "A client texts ALTO", play: (input) => planInboundText(input, "alto") },
  { id: "sms-number-texts", title: "A text message whose numbers arrive as text", play: planInboundTextSpelled },
  { id: "sms-invalid", title: "A text message of the firm cannot be delivered", play: planInvalidText },
  {
    id: "call-completed",
    title: "A call of the firm is answered: six webhooks, one of them twice",
    play: planCompletedCall,
  },
  { id: "call-failed", title: "A call of the firm comes to nothing", play: planFailedCall },
  { id: "call-missed", title: "A client calls and nobody answers", play: planMissedCall },
  { id: "call-misnamed", title: "A finished call that calls itself a text message", play: planMisnamedCall },
  {
    id: "transcription",
    title: "A call is summarised; its id stands deeper",
    play: (input) => [
      planTranscription({
        input,
        communication: { id: newCommunicationId() },
        event: "transcription.call.summarized",
        afterMs: 0,
      }),
    ],
  },
  {
    id: "contact-dnc",
    title: "Somebody of the firm marks the client as do not call",
    play: (input) => [
      planAlowareDelivery({ label: "Contact DNC Updated", afterMs: 0, content: writeDoNotCall(input) }),
    ],
  },
  {
    id: "unknown-event",
    title: "Aloware tells of something that nobody has heard of",
    play: () => [
      planAlowareDelivery({
        label: "Unknown event",
        afterMs: 0,
        content: { event: "Something-Shipped-Next-Month", body: { id: newCommunicationId() } },
      }),
    ],
  },
  {
    id: "test",
    title: "Test & Validate: the firm tries its webhook",
    play: () => [planAlowareDelivery({ label: "Test", afterMs: 0, content: { test_payload: true } })],
  },
];

/**
 * Aloware's webhooks (providers-voice C.2), and of its REST interface what sends and marks (C.1). The target's secret is what the firm typed under Basic (`user:password`) or
 * Bearer, or the key of a signing relay. Whatever the answer, nothing is ever delivered again; Aloware was seen to
 * wait 110 s for one.
 */
export function createAlowareSender(): Sender {
  const memory = createAlowareMemory();
  return {
    provider: "aloware",
    name: "Aloware",
    scenes,
    retry: { isRetried: () => false, waitsMs: [], timeoutMs: 120_000 },
    api: (request) => handleAlowareApi(memory, request),
    refuse: () => Response.json({ message: "A2P registration is missing for this line." }, { status: 422 }),
  };
}

// Neither the wire name nor the body of contact events is confirmed: the name is spelled like `Recording-Saved`.
function writeDoNotCall(input: SceneInput): Record<string, unknown> {
  const now = writeAlowareTime(new Date());
  const contact = alowareContact(input);
  return {
    event: "Contact-DNC-Updated",
    body: { ...contact, is_dnc: true, is_opted_out: true, text_authorized: 0, created_at: now, updated_at: now },
  };
}
