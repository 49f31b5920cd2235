/** Sent to the server when an assistant lists nothing (`serverMessages` default of the reference). */
const DEFAULT_SERVER_MESSAGES: readonly string[] = [
  "conversation-update",
  "end-of-call-report",
  "function-call",
  "hang",
  "speech-update",
  "status-update",
  "tool-calls",
  "transfer-destination-request",
  "handoff-destination-request",
  "user-interrupted",
  "assistant.started",
];

/** Whether an assistant's `serverMessages` lets a webhook of that type through. `isFinal` is for transcripts. */
export function isSubscribed(
  serverMessages: readonly string[] | undefined,
  event: { type: string; isFinal: boolean },
): boolean {
  const listed = serverMessages ?? DEFAULT_SERVER_MESSAGES;
  if (listed.includes(event.type)) return true;
  return event.type === "transcript" && event.isFinal && listed.includes('transcript[transcriptType="final"]');
}
