import { z } from "zod";
import { escapeHtml } from "../../pages/escape-html";
import { orgOf } from "../api/identify-org";
import { parseBody } from "../api/parse-body";
import { credentialKind, phoneNumberKind } from "../api/resource-kinds";
import type { AuthenticationPlan } from "../schema/credential.schema";
import type { SimulatorContext } from "../simulator-context";
import { newResource, type Resource } from "../state/create-store";

/** Ways in which a credential proves a delivery, as the page offers them. */
const PROOFS = {
  "standard-webhooks": "HMAC, Standard Webhooks (secret in base64)",
  hmac: "HMAC with the provider's defaults",
  bearer: "Bearer token",
  "secret-header": "X-Vapi-Secret header",
} as const;

type Proof = keyof typeof PROOFS;

const proofNames = Object.keys(PROOFS).filter((name): name is Proof => Object.hasOwn(PROOFS, name));

const credentialForm = z.strictObject({
  key: z.string().trim(),
  secret: z.string().trim().min(16),
  proof: z.enum(proofNames),
});

const numberForm = z.strictObject({
  key: z.string().trim(),
  areaCode: z
    .string()
    .regex(/^[2-9]\d{2}$/, { message: "must be an area code" })
    .optional(),
});

/**
 * Makes a credential for the organisation of a key, as a person does in the provider's dashboard.
 * @throws ApiRefusal 400 or 401
 */
export function addCredential(context: SimulatorContext, input: unknown): { id: string } {
  const { key, secret, proof } = parseBody(credentialForm, input);
  const orgId = orgOf(key, context.keys);
  const body = { provider: "custom-credential", authenticationPlan: planOf(proof, secret) };
  return keep(context.store.credentials, orgId, credentialKind(context.store).create(orgId, body));
}

/**
 * Gives the organisation of a key a phone number of the provider's own.
 * @throws ApiRefusal 400 or 401
 */
export function addNumber(context: SimulatorContext, input: unknown): { id: string } {
  const { key, areaCode } = parseBody(numberForm, input);
  const orgId = orgOf(key, context.keys);
  const body = { provider: "vapi", ...(areaCode === undefined ? {} : { numberDesiredAreaCode: areaCode }) };
  return keep(context.store.phoneNumbers, orgId, phoneNumberKind(context.store, orgId).create(orgId, body));
}

function keep<Data>(collection: { put(item: Resource<Data>): void }, orgId: string, data: Data): { id: string } {
  const made = newResource(orgId, data);
  collection.put(made);
  return { id: made.id };
}

function planOf(proof: Proof, secret: string): AuthenticationPlan {
  switch (proof) {
    case "standard-webhooks":
      return {
        type: "hmac",
        secretKey: secret,
        algorithm: "sha256",
        secretIsBase64: true,
        signatureHeader: "webhook-signature",
        signaturePrefix: "v1,",
        signatureEncoding: "base64",
        includeTimestamp: true,
        timestampHeader: "webhook-timestamp",
        messageIdHeader: "webhook-id",
        payloadFormat: "{svix-id}.{timestamp}.{body}",
      };
    case "hmac":
      return { type: "hmac", secretKey: secret, algorithm: "sha256" };
    case "bearer":
      return { type: "bearer", token: secret };
    case "secret-header":
      return { type: "bearer", token: secret, headerName: "X-Vapi-Secret", bearerPrefixEnabled: false };
  }
}

/** Two forms that stand for the provider's dashboard: a number for an account, and a credential that signs webhooks. */
export function renderAccountForms(): string {
  const options = proofNames.map((name) => `<option value="${name}">${escapeHtml(PROOFS[name])}</option>`).join("");
  return `<form method="post" action="/simulator/numbers">
<h2>A phone number for an account</h2>
<p>An account is a private API key. Any key that starts with <code>vapi-sim-</code> is an account of its own.</p>
${renderKeyField("number")}
<label for="number-area">Area code</label>
<input id="number-area" name="areaCode" inputmode="numeric" pattern="[2-9][0-9]{2}" placeholder="602">
<button type="submit">Add a number</button>
</form>
<form method="post" action="/simulator/credentials">
<h2>A credential that signs webhooks</h2>
${renderKeyField("credential")}
<label for="credential-secret">Secret</label>
<input id="credential-secret" name="secret" type="password" autocomplete="off" required minlength="16">
<label for="credential-proof">Proof</label>
<select id="credential-proof" name="proof">${options}</select>
<button type="submit">Make the credential</button>
<p>Its id then stands in the list of credentials below, the newest first.</p>
</form>`;
}

function renderKeyField(prefix: string): string {
  return `<label for="${prefix}-key">Private API key</label>
<input id="${prefix}-key" name="key" type="password" autocomplete="off" required placeholder="vapi-sim-…">`;
}
