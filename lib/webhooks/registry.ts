import "server-only";
import { vapi } from "@/lib/integrations/vapi/webhook";
import type { Provider } from "./provider";

/** Every webhook sender, by one line each. */
const PROVIDERS: readonly Provider[] = [vapi];

/** The sender with this name, as it stands in URLs and rows. */
export function findProvider(name: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.name === name);
}
