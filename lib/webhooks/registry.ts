import "server-only";
import { aloware } from "@/lib/integrations/aloware/webhook";
import { broadcast } from "@/lib/integrations/broadcast/webhook";
import { clio } from "@/lib/integrations/clio/webhook";
import { evolution } from "@/lib/integrations/evolution/webhook";
import { ghl } from "@/lib/integrations/ghl/webhook";
import { make } from "@/lib/integrations/make/webhook";
import { texting } from "@/lib/integrations/texting/webhook";
import { twilio } from "@/lib/integrations/twilio/webhook";
import { vapi } from "@/lib/integrations/vapi/webhook";
import type { Provider } from "./provider";

/** Every webhook sender, by one line each. */
const PROVIDERS: readonly Provider[] = [vapi, make, texting, broadcast, clio, twilio, evolution, aloware, ghl];

/** The sender with this name, as it stands in URLs and rows. */
export function findProvider(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}
