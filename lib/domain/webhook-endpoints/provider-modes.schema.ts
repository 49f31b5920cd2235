import type { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";

export type EndpointMode = (typeof VERIFICATION_MODES)[number];

/** Senders that a firm can open a door for, in the order in which they are offered. */
export const ENDPOINT_PROVIDERS = [
  "twilio",
  "ghl",
  "aloware",
  "evolution",
  "make",
  "texting",
  "broadcast",
  "clio",
  "vapi",
] as const;

export type EndpointProvider = (typeof ENDPOINT_PROVIDERS)[number];

/**
 * Where an endpoint's secret comes from. `minted`: Docketline makes it and the sender is given it. `typed`: it is the
 * provider's own, and the firm enters it. `none`: the provider signs with a key pair, and nothing is shared.
 */
export type SecretSource = "minted" | "typed" | "none";

/** Whether a delivery must name the firm's account at the provider, which is then compared with the body's. */
export type AccountNeed = "required" | "optional" | "none";

type Door = {
  /** The recommended one first. */
  modes: readonly [EndpointMode, ...EndpointMode[]];
  /** What the provider calls the account, and its form; null when deliveries name none. */
  account: { name: string; pattern: RegExp } | null;
};

/** Which proofs each sender can give (design 6), and what binds its deliveries to the firm beside the address. */
export const PROVIDER_DOORS: Record<EndpointProvider, Door> = {
  vapi: { modes: ["standard-webhooks", "vapi-hmac", "bearer", "secret-header"], account: null },
  twilio: { modes: ["twilio-signature"], account: { name: "AccountSid", pattern: /^AC[0-9a-f]{32}$/ } },
  ghl: {
    modes: ["ghl-ed25519", "body-hmac", "secret-header"],
    account: { name: "locationId", pattern: /^[A-Za-z0-9_-]{3,64}$/ },
  },
  aloware: { modes: ["basic", "bearer", "body-hmac"], account: null },
  evolution: {
    modes: ["evolution-jwt", "evolution-jwt-header", "body-hmac", "secret-header"],
    account: { name: "instance", pattern: /^[^\s\p{C}](?:[^\p{C}]{0,98}[^\s\p{C}])?$/u },
  },
  make: { modes: ["standard-webhooks", "make-apikey"], account: null },
  texting: { modes: ["standard-webhooks", "timestamped-hmac"], account: null },
  broadcast: { modes: ["standard-webhooks", "timestamped-hmac"], account: null },
  clio: { modes: ["clio-hmac"], account: null },
};

const PRINTABLE_SECRET = /^[\x21-\x7e]{16,512}$/;

/** The form of a secret in each mode. Twilio's is the account's Auth Token, Clio's the webhook's `shared_secret`. */
const SECRET_FORMS: Record<EndpointMode, RegExp | null> = {
  "standard-webhooks":
    /^whsec_(?=[A-Za-z0-9+/]{32,88}={0,2}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  "vapi-hmac": PRINTABLE_SECRET,
  bearer: PRINTABLE_SECRET,
  "secret-header": PRINTABLE_SECRET,
  basic: /^[\x21-\x39\x3b-\x7e]{1,64}:[\x21-\x7e]{16,256}$/,
  "body-hmac": PRINTABLE_SECRET,
  "timestamped-hmac": PRINTABLE_SECRET,
  "twilio-signature": /^[0-9a-f]{32}$/,
  "ghl-ed25519": null,
  "evolution-jwt": /^[\x21-\x7e]{32,512}$/,
  "evolution-jwt-header": /^[\x21-\x7e]{32,512}$/,
  "make-apikey": PRINTABLE_SECRET,
  "clio-hmac": PRINTABLE_SECRET,
};

/** Where the secret of a door in this mode comes from. */
export function secretSourceOf(mode: EndpointMode): SecretSource {
  if (mode === "ghl-ed25519") return "none";
  return mode === "twilio-signature" || mode === "clio-hmac" ? "typed" : "minted";
}

/**
 * Whether a door needs the firm's account. HighLevel signs for all of its customers with one key, so its own signature says
 * nothing of the firm without it; a workflow webhook is the firm's own, and its secret says so already.
 */
export function accountNeedOf(provider: EndpointProvider, mode: EndpointMode): AccountNeed {
  if (PROVIDER_DOORS[provider].account === null) return "none";
  return provider === "ghl" && mode !== "ghl-ed25519" ? "optional" : "required";
}

/** Whether the secret has to be known when the door is opened. Clio makes it only after it was given the address. */
function isSecretNeededAtOnce(mode: EndpointMode): boolean {
  return mode === "twilio-signature";
}

/** The sender of this name, or null when no door can be opened for it. */
export function asEndpointProvider(name: string): EndpointProvider | null {
  return ENDPOINT_PROVIDERS.find((provider) => provider === name) ?? null;
}

export type EndpointIssue = { field: "mode" | "account" | "secret"; reason: "required" | "invalid" };

type EndpointSettings = {
  provider: EndpointProvider;
  mode: EndpointMode;
  account?: string | null | undefined;
  secret?: string | null | undefined;
};

/** What is wrong with an endpoint's settings, for the form and for the verb alike. Empty when it may be opened. */
export function endpointIssues({ provider, mode, account, secret }: EndpointSettings): EndpointIssue[] {
  if (!PROVIDER_DOORS[provider].modes.includes(mode)) return [{ field: "mode", reason: "invalid" }];
  const isSecretMissing = !secret && isSecretNeededAtOnce(mode);
  return [
    ...accountIssues(provider, mode, account),
    ...(isSecretMissing ? [{ field: "secret", reason: "required" } as const] : []),
    ...(secret ? secretIssues(mode, secret) : []),
  ];
}

/** What is wrong with an account for a door of this provider and mode. */
export function accountIssues(
  provider: EndpointProvider,
  mode: EndpointMode,
  account: string | null | undefined,
): EndpointIssue[] {
  const need = accountNeedOf(provider, mode);
  if (!account) return need === "required" ? [{ field: "account", reason: "required" }] : [];
  return PROVIDER_DOORS[provider].account?.pattern.test(account) ? [] : [{ field: "account", reason: "invalid" }];
}

/** What is wrong with a secret that was typed for this mode. */
export function secretIssues(mode: EndpointMode, secret: string): EndpointIssue[] {
  return SECRET_FORMS[mode]?.test(secret) ? [] : [{ field: "secret", reason: "invalid" }];
}

/** The header in which a proof of each mode arrives, as the sender writes it. */
const PROOF_HEADERS: Record<EndpointMode, string> = {
  "standard-webhooks": "webhook-signature",
  "vapi-hmac": "x-signature",
  bearer: "Authorization",
  "secret-header": "x-docketline-secret",
  basic: "Authorization",
  "body-hmac": "x-hub-signature-256",
  "timestamped-hmac": "x-webhook-signature",
  "twilio-signature": "X-Twilio-Signature",
  "ghl-ed25519": "X-GHL-Signature",
  "evolution-jwt": "Authorization",
  "evolution-jwt-header": "Authorization",
  "make-apikey": "x-make-apikey",
  "clio-hmac": "X-Hook-Signature",
};

/** The header that carries the proof; VAPI has a name of its own for a plain secret. */
export function proofHeaderOf(provider: string, mode: EndpointMode): string {
  return provider === "vapi" && mode === "secret-header" ? "X-Vapi-Secret" : PROOF_HEADERS[mode];
}
