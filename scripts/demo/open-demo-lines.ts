import { and, eq, isNull } from "drizzle-orm";
import { type LineSettings, lines } from "@/db/schema/lines";
import { DEMO_FIRMS, type DemoFirm } from "@/db/seed/demo-firms";
import { inTenant, type TenantTx } from "@/db/tenant";
import { addLine } from "@/lib/domain/lines/add-line";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import type { LineProvider } from "@/lib/domain/lines/line-row";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type DemoFirmAccess, findDemoCredentials } from "./demo-credentials-file";
import { demoPrincipal } from "./demo-principal";

type DemoLine = {
  provider: LineProvider;
  label: string;
  address: string;
  account: string | null;
  settings: LineSettings;
  key: string;
};

/**
 * Gives the demo firms the lines that they have none of yet, connected to the simulated providers: Twilio is the default for
 * SMS. A line that somebody removed stays removed. `sendersUrl` is where the simulated providers listen from now on.
 */
export async function openDemoLines({ dataDir, sendersUrl }: { dataDir: string; sendersUrl: string }): Promise<void> {
  for (const access of findDemoCredentials(dataDir)?.firms ?? []) {
    const firm = DEMO_FIRMS.find(({ orgId }) => orgId === access.id);
    if (!firm) continue;
    await inTenant(demoPrincipal(firm), async (tx) => {
      for (const line of linesOf(firm, access.endpoints, sendersUrl)) await openLine(tx, line);
    });
  }
}

async function openLine(tx: TenantTx, { key, label, ...line }: DemoLine): Promise<void> {
  const isLine = and(eq(lines.provider, line.provider), eq(lines.address, line.address));
  const [known] = await tx.select({ settings: lines.settings }).from(lines).where(isLine).limit(1);
  if (known === undefined) {
    const channel = line.provider === "evolution" ? "whatsapp" : "sms";
    const added = await addLine(tx, { ...line, label, channel, state: "connected", reason: null });
    await saveApiKey(tx, { service: keyServiceOf(added), key, userId: null, overlapHours: 0 });
    return;
  }
  // The simulated providers listen on another port at each start; what an admin has set stays.
  const { sendUrl } = line.settings;
  if (sendUrl === undefined || sendUrl === known.settings.sendUrl) return;
  await tx
    .update(lines)
    .set({ settings: { ...known.settings, sendUrl }, updatedAt: new Date() })
    .where(and(isLine, isNull(lines.removedAt)));
}

function linesOf(firm: DemoFirm, doors: DemoFirmAccess["endpoints"], sendersUrl: string): DemoLine[] {
  const { phone, slug } = firm;
  const secretOf = (provider: string) => doors[provider]?.secret ?? "";
  const accountOf = (provider: string) => doors[provider]?.account ?? null;
  const shared = { address: phone, account: null, settings: {} };
  const sendUrl = (provider: string) => new URL(`/${provider}/messages`, sendersUrl).href;
  return [
    { ...shared, provider: "twilio", label: "Twilio", account: accountOf("twilio"), key: secretOf("twilio") },
    { ...shared, provider: "ghl", label: "HighLevel", account: accountOf("ghl"), key: `ghl-sim-${accountOf("ghl")}` },
    { ...shared, provider: "aloware", label: "Aloware", settings: { lineId: "1" }, key: tokenIn(secretOf("aloware")) },
    {
      ...shared,
      provider: "texting",
      label: "Texting",
      settings: { sendUrl: sendUrl("texting"), fileHosts: [new URL(sendersUrl).hostname] },
      key: secretOf("texting"),
    },
    {
      ...shared,
      provider: "broadcast",
      label: "Broadcasts",
      settings: { sendUrl: sendUrl("broadcast") },
      key: secretOf("broadcast"),
    },
    {
      ...shared,
      provider: "evolution",
      label: "WhatsApp",
      address: slug,
      settings: { whatsapp: "baileys", phone },
      key: `evo-sim-${slug}`,
    },
  ];
}

/** What a door of Aloware takes is `name:token`. */
function tokenIn(secret: string): string {
  return secret.slice(secret.indexOf(":") + 1);
}
