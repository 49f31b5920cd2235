import { randomUUID } from "node:crypto";
import type { PlannedDelivery, Target } from "@/simulators/senders/sender";
import { ghlAppId } from "./ghl-app-id";
import { ghlLocationOf } from "./ghl-location";
import { proveGhl } from "./prove-ghl";

type GhlEvent = {
  type: string;
  afterMs: number;
  /** The fields of this type; ids of things follow from the location, which is known when the delivery is written. */
  content: (locationId: string) => Record<string, unknown>;
  happened?: () => void;
  /** When HighLevel made the event; now and `afterMs` unless told. */
  at?: Date;
  appId?: string;
  locationId?: string;
  label?: string;
  /** False for the older shapes, which have neither `timestamp` nor `webhookId` nor `appId`. */
  isIdentified?: boolean;
  prove?: (target: Target, body: string) => Record<string, string>;
  /** What becomes of the body after it was signed. */
  alter?: (body: string) => string;
  pathOf?: (target: Target) => string;
};

/** A marketplace event: flat JSON with the fields that all types share (providers-crm A.7). Every attempt has the same bytes. */
export function planGhlEvent(event: GhlEvent): PlannedDelivery {
  const at = event.at ?? new Date(Date.now() + event.afterMs);
  const identity = {
    timestamp: at.toISOString(),
    webhookId: randomUUID(),
    appId: event.appId ?? ghlAppId(),
    versionId: ghlAppId(),
  };
  return {
    label: event.label ?? event.type,
    afterMs: event.afterMs,
    ...(event.happened === undefined ? {} : { happened: event.happened }),
    write: (target) => {
      const locationId = event.locationId ?? ghlLocationOf(target);
      const body = JSON.stringify({
        type: event.type,
        locationId,
        ...event.content(locationId),
        ...(event.isIdentified === false ? {} : identity),
      });
      return {
        headers: { "Content-Type": "application/json", ...(event.prove ?? proveGhl)(target, body) },
        body: event.alter?.(body) ?? body,
        ...(event.pathOf === undefined ? {} : { path: event.pathOf(target) }),
      };
    },
  };
}
