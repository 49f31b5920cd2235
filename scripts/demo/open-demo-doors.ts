import { createHash } from "node:crypto";
import type { DemoFirm } from "@/db/seed/demo-firms";
import { inTenant, type TenantTx } from "@/db/tenant";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import type { EndpointMode, EndpointProvider } from "@/lib/domain/webhook-endpoints/provider-modes.schema";
import { saveApiKey } from "@/lib/vault/save-api-key";
import type { DemoFirmAccess } from "./demo-credentials-file";

type DemoDoor = DemoFirmAccess["endpoints"][string];

/** A door as an admin of the firm would open it, with what the firm would have at the provider. */
type Opening = { provider: EndpointProvider; mode: EndpointMode; account: string | null; secret: string | null };

/**
 * Opens the demo firm's doors for the simulated senders that it has none for yet, and saves the keys with which what was
 * missed is fetched from the simulated gateways.
 */
export async function openDemoDoors(
  principal: Principal,
  firm: DemoFirm,
  known: Record<string, DemoDoor>,
): Promise<Record<string, DemoDoor>> {
  const missing = openingsOf(firm).filter(({ provider }) => known[provider] === undefined);
  if (missing.length === 0) return known;
  return inTenant(principal, async (tx) => {
    const opened: Record<string, DemoDoor> = {};
    for (const opening of missing) opened[opening.provider] = await openDoor(tx, opening);
    await saveGatewayKeys(tx, firm, missing);
    return { ...known, ...opened };
  });
}

function openingsOf(firm: DemoFirm): Opening[] {
  const shared = { account: null, secret: null };
  return [
    { provider: "twilio", mode: "twilio-signature", account: `AC${hexOf(firm, "sid")}`, secret: hexOf(firm, "token") },
    { provider: "ghl", mode: "ghl-ed25519", account: locationOf(firm), secret: null },
    { provider: "aloware", mode: "basic", ...shared },
    { provider: "evolution", mode: "evolution-jwt", account: firm.slug, secret: null },
    { provider: "make", mode: "standard-webhooks", ...shared },
    { provider: "texting", mode: "standard-webhooks", ...shared },
    { provider: "broadcast", mode: "standard-webhooks", ...shared },
  ];
}

async function openDoor(tx: TenantTx, opening: Opening): Promise<DemoDoor> {
  const { path, secret } = await createEndpoint(tx, opening);
  const { mode, account } = opening;
  // HighLevel signs with its own key: there is nothing to keep, and the simulator wants a word in its place.
  return { path, mode, secret: secret || "none", ...(account === null ? {} : { account }) };
}

async function saveGatewayKeys(tx: TenantTx, firm: DemoFirm, opened: readonly Opening[]): Promise<void> {
  const keys = { evolution: `evo-sim-${firm.slug}`, ghl: `ghl-sim-${locationOf(firm)}` };
  for (const [service, key] of Object.entries(keys)) {
    if (!opened.some(({ provider }) => provider === service)) continue;
    await saveApiKey(tx, { service, key, userId: null, overlapHours: 0 });
  }
}

function locationOf(firm: DemoFirm): string {
  return `loc-${firm.slug}`;
}

/** 32 hex characters that are the same at every start. Twilio is simulated: nothing opens with them. */
function hexOf(firm: DemoFirm, what: string): string {
  return createHash("sha256").update(`${firm.orgId}:${what}`).digest("hex").slice(0, 32);
}
