import "server-only";
import { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import type { EndpointMode } from "@/lib/domain/webhook-endpoints/provider-modes.schema";

type CurlInput = { provider: string; verification: string; eventId: string; body: string };

/** What a mode needs before the request, and its headers; both are shell text in which `$SECRET` stands for the secret. */
type Proof = { before: string[]; headers: string[] };

const HEX_HMAC = (signed: string) =>
  `SIGNATURE=$(printf '%s' "${signed}" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')`;

const JWT = [
  "url64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
  'sign() { openssl dgst -sha256 -hmac "$SECRET" -binary | url64; }',
  "NOW=$(date +%s)",
  `HEAD=$(printf '%s' '{"alg":"HS256","typ":"JWT"}' | url64)`,
  `CLAIMS=$(printf '{"iat":%s,"exp":%s,"app":"evolution","action":"webhook"}' "$NOW" "$((NOW + 600))" | url64)`,
  `TOKEN="$HEAD.$CLAIMS.$(printf '%s' "$HEAD.$CLAIMS" | sign)"`,
];

/**
 * The request that would bring an event again, as a shell script: `$URL` stands for the endpoint's address and `$SECRET` for
 * its secret, and the signature is made when it runs. Where only the provider can sign, `$SIGNATURE` is left to be set.
 * The body is what is stored, without the secrets and links that came with it.
 */
export function curlOfEvent({ provider, verification, eventId, body }: CurlInput): string {
  const mode = VERIFICATION_MODES.find((known) => known === verification);
  const { before, headers } = mode ? proofOf(mode, { provider, eventId }) : { before: [], headers: [] };
  const lines = ["content-type: application/json", ...headers].map((header) => `  --header "${header}" \\`);
  return [
    "BODY=$(cat <<'JSON'",
    // Between JSON's tokens a line break is a space, and within its texts there is none: no line can end the document early.
    body.replaceAll("\n", " "),
    "JSON",
    ")",
    ...before,
    `printf '%s' "$BODY" | curl --request POST "$URL" \\`,
    ...lines,
    "  --data-binary @-",
    "",
  ].join("\n");
}

function proofOf(mode: EndpointMode, { provider, eventId }: { provider: string; eventId: string }): Proof {
  switch (mode) {
    case "standard-webhooks":
      return {
        before: [
          `ID='msg_${eventId}'`,
          "TIMESTAMP=$(date +%s)",
          `KEY=$(printf '%s' "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
          `SIGNATURE=$(printf '%s' "$ID.$TIMESTAMP.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)`,
        ],
        headers: ["webhook-id: $ID", "webhook-timestamp: $TIMESTAMP", "webhook-signature: v1,$SIGNATURE"],
      };
    case "vapi-hmac":
      return {
        before: ["TIMESTAMP=$(date +%s)", HEX_HMAC("$TIMESTAMP.$BODY")],
        headers: ["x-timestamp: $TIMESTAMP", "x-signature: $SIGNATURE"],
      };
    case "timestamped-hmac":
      return {
        before: ["TIMESTAMP=$(date +%s)", HEX_HMAC("$TIMESTAMP.$BODY")],
        headers: ["x-webhook-signature: t=$TIMESTAMP,v1=$SIGNATURE"],
      };
    case "body-hmac":
      return { before: [HEX_HMAC("$BODY")], headers: ["x-hub-signature-256: sha256=$SIGNATURE"] };
    case "clio-hmac":
      return { before: [HEX_HMAC("$BODY")], headers: ["x-hook-signature: $SIGNATURE"] };
    case "evolution-jwt":
      return { before: JWT, headers: ["authorization: Bearer $TOKEN"] };
    case "evolution-jwt-header":
      return {
        before: [...JWT, "HEADER=$(printf '%s' 'docketline webhook header' | sign)"],
        headers: ["authorization: Bearer $TOKEN", "x-docketline-secret: $HEADER"],
      };
    case "bearer":
      return { before: [], headers: ["authorization: Bearer $SECRET"] };
    case "basic":
      return { before: [], headers: ["authorization: Basic $(printf '%s' \"$SECRET\" | openssl base64 -A)"] };
    case "secret-header":
      return { before: [], headers: [`${provider === "vapi" ? "x-vapi-secret" : "x-docketline-secret"}: $SECRET`] };
    case "make-apikey":
      return { before: [], headers: ["x-make-apikey: $SECRET"] };
    case "twilio-signature":
      return { before: [], headers: ["x-twilio-signature: $SIGNATURE"] };
    case "ghl-ed25519":
      return { before: [], headers: ["x-ghl-signature: $SIGNATURE"] };
  }
}
