import "server-only";
import type { LineProvider } from "@/lib/domain/lines/line-row";
import type { LineTest } from "@/lib/domain/lines/line-test";
import { testAlowareConnection } from "@/lib/integrations/aloware/test-connection";
import { testGhlConnection } from "@/lib/integrations/ghl/test-connection";
import { testTwilioConnection } from "@/lib/integrations/twilio/test-connection";

/**
 * Asks a provider whether a key opens the account, without sending anything. Null where there is nothing to ask: texting and
 * broadcast platforms take texts alone, and WhatsApp instances are followed (see followWhatsapp).
 */
export async function testProvider(connection: {
  provider: LineProvider;
  account: string | null;
  key: string;
}): Promise<LineTest | null> {
  switch (connection.provider) {
    case "twilio":
      return testTwilioConnection(connection);
    case "ghl":
      return testGhlConnection(connection);
    case "aloware":
      return testAlowareConnection(connection);
    case "texting":
    case "broadcast":
    case "evolution":
      return null;
  }
}
