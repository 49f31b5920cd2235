import type { PlannedDelivery, Target } from "../senders/sender";
import type { ShownCode } from "./draw-qr";
import type { ConnectionState } from "./gateway-memory";
import { instanceOf } from "./instance";
import { planGatewayEvent } from "./plan-gateway-event";

/** What is told of an instance's connection, in the gateway's words. */
export type InstanceEvent = { event: string; detail?: string; data: unknown };

export function connectionEvent(
  target: Target,
  state: ConnectionState | "refused",
  statusReason: number,
  owner?: string | null,
): InstanceEvent {
  const who = state === "open" ? { wuid: owner ?? null, profileName: target.firmName, profilePictureUrl: null } : {};
  return {
    event: "connection.update",
    detail: state,
    data: { instance: instanceOf(target), state, statusReason, ...who },
  };
}

export function loggedOutEvents(target: Target): InstanceEvent[] {
  return [
    {
      event: "status.instance",
      data: {
        instance: instanceOf(target),
        status: "closed",
        disconnectionAt: new Date().toISOString(),
        disconnectionReasonCode: 401,
        disconnectionObject: JSON.stringify({ error: { data: { reason: "401" } } }),
      },
    },
    { event: "logout.instance", data: null },
    connectionEvent(target, "close", 401),
  ];
}

export function qrLimitEvents(target: Target): InstanceEvent[] {
  return [
    { event: "qrcode.updated", data: { message: "QR code limit reached, please login again", statusCode: 500 } },
    connectionEvent(target, "refused", 428),
  ];
}

export function qrEvent(target: Target, { pairingCode, code, base64 }: Omit<ShownCode, "count">): InstanceEvent {
  return { event: "qrcode.updated", data: { qrcode: { instance: instanceOf(target), pairingCode, code, base64 } } };
}

const plan = (events: InstanceEvent[]): PlannedDelivery[] =>
  events.map((event) => planGatewayEvent({ ...event, sender: undefined }));

export const planConnecting = (target: Target, code: ShownCode) =>
  plan([connectionEvent(target, "connecting", 200), qrEvent(target, code)]);
export const planQrLimit = (target: Target) => plan(qrLimitEvents(target));
export const planLoggedOut = (target: Target) => plan(loggedOutEvents(target));
export const planRemoved = () => plan([{ event: "remove.instance", data: null }]);
