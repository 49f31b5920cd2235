import { randomUUID } from "node:crypto";
import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN, type DemoFirm } from "@/db/seed/demo-firms";
import { inTenant } from "@/db/tenant";
import { configureVapi } from "@/lib/connections/vapi/configure-vapi";
import { connectVapi } from "@/lib/connections/vapi/connect-vapi";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import type { Principal } from "@/lib/core/principal";
import { tenantIdOf } from "@/lib/core/tenant-id";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { type DemoCredentials, findDemoCredentials, writeDemoCredentials } from "./demo-credentials-file";
import { simulatorAccount } from "./simulator-account";

type Setup = {
  dataDir: string;
  /** Where the desk answers from now on. */
  appUrl: string;
  voiceUrl: string;
  /** Key of the VAPI simulator → Clerk id of the demo firm that it belongs to. */
  keys: Record<string, string>;
};

/**
 * Connects the demo firms to the VAPI simulator as an admin of each would to VAPI: an account with a number, the key, the
 * assistant, signed webhooks. Once done, it is brought up to date where the desk answers at another address.
 */
export async function connectDemoFirms(setup: Setup): Promise<void> {
  const known = findDemoCredentials(setup.dataDir);
  if (known?.appUrl === setup.appUrl) return;
  const firms: DemoCredentials["firms"] = [];
  for (const [apiKey, orgId] of Object.entries(setup.keys)) {
    const firm = DEMO_FIRMS.find((demo) => demo.orgId === orgId);
    if (!firm) continue;
    const before = known?.firms.find((one) => one.id === orgId);
    if (before) await moveFirm(principalOf(firm), setup.appUrl);
    firms.push(before ?? (await connectFirm(firm, apiKey, setup)));
  }
  const { email, password } = DEMO_PLATFORM_ADMIN;
  writeDemoCredentials(setup.dataDir, { appUrl: setup.appUrl, platformAdmin: { email, password }, firms });
}

async function connectFirm(firm: DemoFirm, apiKey: string, setup: Setup): Promise<DemoCredentials["firms"][number]> {
  const principal = principalOf(firm);
  const account = simulatorAccount(setup.voiceUrl, apiKey);
  await account.addNumber(firm.phone);
  const connected = await connectVapi(principal, { apiKey, userId: adminOf(firm), appUrl: setup.appUrl });
  if (connected.kind !== "saved") throw new Error(`The VAPI simulator did not take a demo key: ${connected.kind}`);
  const door = await openDoor(principal);
  const credentialId = await account.addCredential(door.secret);
  const configured = await configureVapi(principal, { appUrl: setup.appUrl, credentialId });
  if (configured.kind !== "ready") throw new Error(`A demo firm could not be set up: ${configured.failure}`);
  return {
    id: firm.orgId,
    name: firm.name,
    users: firm.users.map(({ email, password, role }) => ({ email, password, role })),
    endpoints: { vapi: door },
  };
}

/** Tells the simulator the desk's new address, unless the firm has ended the connection meanwhile. */
async function moveFirm(principal: Principal, appUrl: string): Promise<void> {
  const { state } = await inTenant(principal, findVapiConnection);
  if (state !== "disconnected") await configureVapi(principal, { appUrl });
}

/** The door that connecting has opened for the firm, with its secret. */
async function openDoor(principal: Principal) {
  return inTenant(principal, async (tx) => {
    const { endpoint } = await findVapiConnection(tx);
    if (!endpoint) throw new Error("A connected demo firm has no webhook address");
    const { path, secret } = await revealEndpoint(tx, { endpointId: endpoint.id });
    return { path, mode: endpoint.mode, secret };
  });
}

function principalOf(firm: DemoFirm): Principal {
  return {
    tenantId: tenantIdOf(firm.orgId),
    actor: { type: "system", name: "demo-seed" },
    permissions: new Set(),
    requestId: randomUUID(),
  };
}

function adminOf(firm: DemoFirm): string | null {
  return firm.users.find((user) => user.role === "org:admin")?.id ?? null;
}
