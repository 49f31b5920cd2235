import { type CallArtifact, presign } from "../conversation/build-artifact";
import type { SavedPhoneNumber } from "../schema/phone-number.schema";
import type { Resource } from "../state/create-store";
import type { ApiCall } from "../state/simulated-call";
import type { CallAssistant } from "./call-assistant";

/** What a message is about. `artifact` is left out before anybody spoke. */
export type MessageSubject = {
  call: ApiCall;
  assistant: CallAssistant | undefined;
  phoneNumber: Resource<SavedPhoneNumber> | undefined;
  artifact: CallArtifact | undefined;
};

/**
 * The body of a webhook: `{ message: { timestamp, type, …fields, artifact, call, phoneNumber, customer, assistant } }`.
 * A field of the event takes the place of the envelope's own.
 */
export function writeMessage(
  event: { timestamp: number; type: string; fields: Readonly<Record<string, unknown>> },
  subject: MessageSubject,
  options: { isPresignForced: boolean },
): string {
  const { artifact, assistant, phoneNumber } = subject;
  const { artifact: _, analysis: __, costs: ___, ...call } = subject.call;
  const message = {
    timestamp: event.timestamp,
    type: event.type,
    ...(artifact === undefined ? {} : { artifact: presign(artifact, { isForced: options.isPresignForced }) }),
    call,
    ...(phoneNumber === undefined ? {} : { phoneNumber: showPhoneNumber(phoneNumber) }),
    ...(call.customer === undefined ? {} : { customer: call.customer }),
    ...(assistant === undefined ? {} : { assistant: assistant.settings }),
    ...event.fields,
  };
  return JSON.stringify({ message });
}

/** A phone number as the REST interface and webhooks show it, without the carrier's secrets. */
export function showPhoneNumber(phoneNumber: Resource<SavedPhoneNumber>): Readonly<Record<string, unknown>> {
  const { data, ...own } = phoneNumber;
  const shown = Object.entries(data).filter(
    ([name]) => !/^(twilioAuthToken|twilioApiSecret|authentication)$/.test(name),
  );
  return { ...own, status: "active", ...Object.fromEntries(shown) };
}
