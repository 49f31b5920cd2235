import { createHmac, randomUUID } from "node:crypto";
import { rawRequest } from "./load-client";

const BODY_BYTES = 2_048;

export type BenchDoor = { path: string; secret: string };

/** `count` different deliveries of a texting platform to `doors` in turn, 2 KB each, signed and ready to be written. */
export function textDeliveries(server: URL, doors: readonly BenchDoor[], count: number): Buffer[] {
  const targets = doors.map(({ path, secret }) => {
    return { target: new URL(path, server), key: Buffer.from(secret.replace("whsec_", ""), "base64") };
  });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return Array.from({ length: count }, (_, index) => {
    const { target, key } = targets[index % targets.length] ?? {};
    if (!target || !key) throw new Error("no door");
    const id = `msg_${randomUUID()}`;
    const body = bodyOf(id);
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    };
    return rawRequest(target, headers, body);
  });
}

function bodyOf(messageId: string): string {
  const data = { messageId, from: "+16025550142", to: "+16025550110", sentAt: new Date().toISOString(), text: "" };
  const bare = JSON.stringify({ type: "message.received", timestamp: data.sentAt, data });
  const text = "I have moved and my new address is below. ".repeat(60).slice(0, BODY_BYTES - bare.length);
  return JSON.stringify({ type: "message.received", timestamp: data.sentAt, data: { ...data, text } });
}
