import { DEMO_FIRMS, DEMO_PLATFORM_ADMIN, type DemoFirm } from "@/db/seed/demo-firms";
import { inTenant } from "@/db/tenant";
import { configureVapi } from "@/lib/connections/vapi/configure-vapi";
import { connectVapi } from "@/lib/connections/vapi/connect-vapi";
import { findVapiConnection } from "@/lib/connections/vapi/find-vapi-connection";
import type { Principal } from "@/lib/core/principal";
import { createEndpoint } from "@/lib/domain/webhook-endpoints/create-endpoint";
import { revealEndpoint } from "@/lib/domain/webhook-endpoints/reveal-endpoint";
import { type DemoFirmAccess, findDemoCredentials, writeDemoCredentials } from "./demo-credentials-file";
import { demoPrincipal } from "./demo-principal";
import { openDemoDoors } from "./open-demo-doors";
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
 * @returns names of firms that the simulator did not take; the next start tries again
 */
export async function connectDemoFirms(setup: Setup): Promise<string[]> {
  const known = findDemoCredentials(setup.dataDir);
  const isCurrent = known?.appUrl === setup.appUrl && known.firms.every((firm) => firm.isConnected && hasDoors(firm));
  if (isCurrent) return [];
  const firms: DemoFirmAccess[] = [];
  for (const [apiKey, orgId] of Object.entries(setup.keys)) {
    const firm = DEMO_FIRMS.find((demo) => demo.orgId === orgId);
    if (!firm) continue;
    const before = known?.firms.find((one) => one.id === orgId);
    if (before?.isConnected) await moveFirm(demoPrincipal(firm), setup.appUrl);
    const access = before?.isConnected ? before : await connectFirm(firm, apiKey, { ...setup, before });
    const endpoints = await openDemoDoors(demoPrincipal(firm), firm, access.endpoints);
    firms.push({ ...access, endpoints });
  }
  const { email, password } = DEMO_PLATFORM_ADMIN;
  writeDemoCredentials(setup.dataDir, { appUrl: setup.appUrl, platformAdmin: { email, password }, firms });
  return firms.filter((firm) => !firm.isConnected).map((firm) => firm.name);
}

/** Whether every simulated sender has a door: a folder of an older version lacks some. */
function hasDoors({ endpoints }: DemoFirmAccess): boolean {
  return Object.keys(endpoints).length > 1;
}

async function connectFirm(
  firm: DemoFirm,
  apiKey: string,
  setup: Setup & { before: DemoFirmAccess | undefined },
): Promise<DemoFirmAccess> {
  const principal = demoPrincipal(firm);
  const account = simulatorAccount(setup.voiceUrl, apiKey);
  await account.addNumber(firm.phone);
  const connected = await connectVapi(principal, { apiKey, userId: adminOf(firm), appUrl: setup.appUrl });
  const door = await openDoor(principal);
  const isConnected = connected.kind === "saved";
  const credentialId = isConnected ? await account.addCredential(door.secret) : undefined;
  if (credentialId !== undefined) await configureVapi(principal, { appUrl: setup.appUrl, credentialId });
  return {
    id: firm.orgId,
    name: firm.name,
    users: firm.users.map(({ email, password, role }) => ({ email, password, role })),
    endpoints: { ...setup.before?.endpoints, vapi: door },
    isConnected,
  };
}

/** Tells the simulator the desk's new address, unless the firm has ended the connection meanwhile. */
async function moveFirm(principal: Principal, appUrl: string): Promise<void> {
  const { state } = await inTenant(principal, findVapiConnection);
  if (state !== "disconnected") await configureVapi(principal, { appUrl });
}

/** The firm's door with its secret; connecting has opened one where the simulator took the key. */
async function openDoor(principal: Principal) {
  return inTenant(principal, async (tx) => {
    const { endpoint } = await findVapiConnection(tx);
    const mode = endpoint?.mode ?? "standard-webhooks";
    const { path, secret } = endpoint
      ? await revealEndpoint(tx, { endpointId: endpoint.id })
      : await createEndpoint(tx, { provider: "vapi", mode });
    return { path, mode, secret };
  });
}

function adminOf(firm: DemoFirm): string | null {
  return firm.users.find((user) => user.role === "org:admin")?.id ?? null;
}
