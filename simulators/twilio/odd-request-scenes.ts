import type { Scene } from "@/simulators/senders/sender";
import { inboundMessageParameters } from "./inbound-message-parameters";
import { planTwilioForm } from "./plan-twilio-delivery";
import { ACCOUNT_SID } from "./twilio-sid";

const FOREIGN_ACCOUNT = `AC${"f".repeat(32)}`;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** Genuine requests that careless receivers refuse, and one that no receiver may take. */
export const oddRequestScenes: readonly Scene[] = [
  {
    id: "unknown-parameters",
    title: "A text with parameters that are new, empty and repeated",
    play: (input) => [
      planTwilioForm({
        label: "Text with new parameters",
        afterMs: 0,
        parameters: [
          ...inboundMessageParameters(input, plainText(input.text)),
          ["AddedWithoutNotice", "yes & no = maybe + ñandú"],
          ["EmptySince2026", ""],
          ["Label", "second"],
          ["Label", "first"],
          ["Label", "second"],
        ],
      }),
    ],
  },
  {
    id: "other-port",
    title: "A text that is signed for the address with or without its port, the other way than it is posted",
    play: (input) => [
      planTwilioForm({
        label: "Text, signed over the other spelling of the port",
        afterMs: 0,
        parameters: inboundMessageParameters(input, plainText(input.text)),
        signedUrl: spellPortOtherwise,
      }),
    ],
  },
  {
    id: "behind-proxy",
    title: "A text through a proxy that tells another host",
    play: (input) => [
      planTwilioForm({
        label: "Text with forwarded headers",
        afterMs: 0,
        parameters: inboundMessageParameters(input, plainText(input.text)),
        headers: { "X-Forwarded-Host": "proxy.internal:8443", "X-Forwarded-Proto": "http" },
      }),
    ],
  },
  {
    id: "foreign-account",
    title: "A text of another Twilio account, signed with this firm's token: refused",
    play: (input) => [
      planTwilioForm({
        label: "Text of another account",
        afterMs: 0,
        parameters: inboundMessageParameters(input, plainText(input.text)).map(([name, value]) => [
          name,
          value.replaceAll(ACCOUNT_SID, FOREIGN_ACCOUNT),
        ]),
      }),
    ],
  },
];

function plainText(body: string): Parameters<typeof inboundMessageParameters>[1] {
  return { channel: "sms", body, optOutType: null, mediaTypes: [] };
}

// Twilio signs with or without the port depending on the product; its own validator tries both (twilio 6.2.0).
function spellPortOtherwise(url: string): string {
  const { protocol, port } = new URL(url);
  const host = /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? url;
  const rest = url.slice(host.length);
  return port === "" ? `${host}:${DEFAULT_PORTS[protocol] ?? ""}${rest}` : `${host.replace(/:\d+$/, "")}${rest}`;
}
