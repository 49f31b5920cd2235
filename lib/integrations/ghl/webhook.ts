import "server-only";
import type { OpenTx } from "@/db/tenant";
import { getEnv } from "@/lib/core/env";
import { findGhlFirm } from "@/lib/domain/ghl-installations/find-ghl-firm";
import { recordGhlInstallation } from "@/lib/domain/ghl-installations/record-ghl-installation";
import { removeGhlInstallation } from "@/lib/domain/ghl-installations/remove-ghl-installation";
import { bindAccount, defineProvider, type UnownedOutcome } from "@/lib/webhooks/provider";
import { redactJson } from "@/lib/webhooks/redact-json";
import { decodeGhlEvent, type GhlEvent } from "./webhook-event";
import { recordGhlFacts } from "./webhook-record";

/**
 * HighLevel repeats an event for hours with the same timestamp and id. Beyond a day nothing genuine comes, and what once was
 * signed must not count again when its id is no longer remembered.
 */
const WINDOW_MS = 86_400_000;
const REDACTION = { dropped: new Set<string>(), words: new Set(["body", "message"]) };

/**
 * HighLevel: marketplace events, all signed with one key, so that a body proves who sent it and its location for whom; and
 * workflow webhooks with a secret of the firm's. The app's own address serves every location (see ghl_installations).
 */
export const ghl = defineProvider<"ghl", GhlEvent>({
  name: "ghl",
  maxBytes: 1_048_576,
  contentTypes: ["application/json"],
  modes: ["ghl-ed25519", "body-hmac", "secret-header"],
  platform: {
    mode: "ghl-ed25519",
    secret: () => getEnv().GHL_APP_ID,
    findOwner: async (tx, { locationId }) => (locationId === null ? null : findGhlFirm(tx, locationId)),
    takeUnowned: (tx, event, { receivedAt }) => takeUnowned(tx, event, receivedAt),
  },
  decode: decodeGhlEvent,
  describe: (event, { receivedAt, bodyHash }) => ({
    type: event.type,
    identity: event.webhookId ?? bodyHash(),
    isHandled: event.facts.length > 0 && isTimely(event, receivedAt),
  }),
  bind: (event, { account }) =>
    isOtherApp(event) ? { kind: "refused", code: "wrong_firm" } : bindAccount(event.locationId, account),
  redact: (json) => redactJson(json, REDACTION),
  handle: recordGhlFacts,
});

/** Installing and removing is kept for every location; anything else of a location that nobody has is dropped. */
async function takeUnowned(tx: OpenTx, event: GhlEvent, receivedAt: Date): Promise<UnownedOutcome> {
  if (isOtherApp(event)) return "unauthenticated";
  const installation = event.facts.find((fact) => fact.kind === "installation");
  const { locationId, companyId, appId, companyName, sentAtMs } = event;
  if (!installation || locationId === null || !isTimely(event, receivedAt)) return "ignored";
  const at = new Date(sentAtMs ?? receivedAt);
  if (installation.isInstalled) {
    await recordGhlInstallation(tx, { locationId, companyId, appId, companyName, installedAt: at });
  } else {
    await removeGhlInstallation(tx, { locationId, removedAt: at });
  }
  return "accepted";
}

function isTimely({ sentAtMs }: GhlEvent, receivedAt: Date): boolean {
  return sentAtMs === null || Math.abs(receivedAt.getTime() - sentAtMs) <= WINDOW_MS;
}

/** HighLevel's key signs for every app that there is. */
function isOtherApp({ appId }: GhlEvent): boolean {
  const ours = getEnv().GHL_APP_ID;
  return ours !== undefined && appId !== null && appId !== ours;
}
