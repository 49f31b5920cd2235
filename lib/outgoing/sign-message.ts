import "server-only";
import { Webhook } from "standardwebhooks";

export type OutgoingMessage = { messageId: string; sentAt: Date; body: string };

/**
 * The three headers of Standard Webhooks 1.0.0. During a rotation every secret that is usable signs, separated by a
 * space, so that a receiver accepts the message with either.
 * @param secrets `whsec_<base64>`, at least one
 */
export function signMessage(message: OutgoingMessage, secrets: readonly string[]): Record<string, string> {
  const { messageId, sentAt, body } = message;
  const signatures = secrets.map((secret) => new Webhook(secret).sign(messageId, sentAt, body));
  return {
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
    "webhook-signature": signatures.join(" "),
  };
}
