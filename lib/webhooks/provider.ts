import "server-only";
import type { OpenTx, TenantTx } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import type { HeaderReader } from "./header-reader";
import type { JsonObject, JsonValue } from "./parse-strict-json";
import type { VerificationMode } from "./verify-signature";

/** What a verified event belongs to in the endpoint's firm. */
export type Binding =
  | { kind: "bound"; callId: string | null }
  /** About nothing that the firm has here: kept, and nothing done. */
  | { kind: "unrelated" }
  /** It names another firm's or another call's thing. `code` goes into the audit log. */
  | { kind: "refused"; code: string };

/** What a delivery brings beside its body. */
export type EventContext = {
  headers: HeaderReader;
  /** What stands in the address beside the endpoint; some proofs cover it. */
  query: URLSearchParams;
  receivedAt: Date;
  /** The firm's id at the provider, as it stands at the endpoint; null where none is set, and at a platform's own door. */
  account: string | null;
  /** The sender's id of the delivery, where the proof covers one (`webhook-id`). */
  messageId: string | null;
  /** SHA-256 of the raw body in hex: the identity of an event that has none of its own. */
  bodyHash: () => string;
};

/** An event that the provider waits for: answered inside the request, in one transaction. */
export type Reply = {
  answer: (tx: TenantTx, binding: Binding, eventId: string) => Promise<JsonObject>;
  /** The answer when no firm is behind the event (null), and when the transaction failed or took longer than `withinMs`. */
  otherwise: (tenantId: TenantId | null) => JsonObject;
  withinMs: number;
};

/** An event of nobody's, as the platform's own door takes it: kept by the provider's own rules, in no firm. */
export type UnownedOutcome = "accepted" | "duplicate" | "ignored" | "unauthenticated";

type EventFacts = {
  type: string;
  /** The provider's own identity of the event, without the firm: the same for every repeat, and for nothing else. */
  identity: string;
  /** False: stored and ignored. */
  isHandled: boolean;
};

export type OpenedEvent = EventFacts & {
  /** Decided from the body alone, or in a transaction of the endpoint's firm. */
  binding: Binding | ((tx: TenantTx) => Promise<Binding>);
  /** What is kept of the event, as JSON text without secrets, tokens and links. */
  payload: () => string;
  reply: Reply | null;
  /** At the platform's own door: the firm that the event belongs to. */
  findOwner: (tx: OpenTx) => Promise<TenantId | null>;
  /** At the platform's own door: what happens to an event that belongs to no firm. */
  takeUnowned: (tx: OpenTx) => Promise<UnownedOutcome>;
};

export type ProcessContext = {
  eventId: string;
  callId: string | null;
  receivedAt: Date;
};

/** A door of the deployment's own account at the provider: one URL for all firms. */
export type PlatformDoor = {
  mode: VerificationMode;
  /** Undefined closes the door. */
  secret: () => string | undefined;
};

/** An answer in the provider's own form, in the place of `{"status":…}`. */
export type Acknowledgement = { contentType: string; body: string };

/** One webhook sender, as the doors and the job use it. */
export type Provider<Name extends string = string> = {
  name: Name;
  maxBytes: number;
  contentTypes: readonly string[];
  /** How its deliveries may prove themselves; an endpoint has one of them. */
  modes: readonly VerificationMode[];
  platformDoor: PlatformDoor | null;
  acknowledge: (headers: HeaderReader) => Acknowledgement | null;
  /** A delivery that asks whether the door knows the shared secret (Clio): the header that is sent back when it does. */
  handshakeHeader: string | null;
  /** Reads a verified body; null when it is no event of this provider. */
  open: (json: JsonValue, context: EventContext) => OpenedEvent | null;
  /** Does a stored event's work, idempotently and in any order. */
  process: (tx: TenantTx, stored: JsonValue, context: ProcessContext) => Promise<void>;
};

/** The type of the event that a firm sends to itself (see sign-test-event): stored, and nothing done. */
export const TEST_EVENT_TYPE = "docketline.test";

/**
 * Declares a webhook sender. `decode` reads what `redact` keeps as well as what arrives, so that the job works from the
 * stored event. `Event` stays inside, so the registry holds plain providers.
 */
export function defineProvider<const Name extends string, Event>(spec: {
  name: Name;
  maxBytes: number;
  contentTypes: readonly string[];
  modes: readonly VerificationMode[];
  decode: (json: JsonValue) => Event | null;
  describe: (event: Event, context: EventContext) => EventFacts;
  bind: (event: Event, context: EventContext) => Binding | ((tx: TenantTx) => Promise<Binding>);
  redact: (json: JsonValue, context: EventContext) => JsonValue;
  handle: (tx: TenantTx, event: Event, context: ProcessContext) => Promise<void>;
  replyTo?: (event: Event, context: EventContext) => Reply | null;
  acknowledge?: (headers: HeaderReader) => Acknowledgement | null;
  handshakeHeader?: string;
  platform?: PlatformDoor & {
    findOwner: (tx: OpenTx, event: Event, context: EventContext) => Promise<TenantId | null>;
    takeUnowned?: (tx: OpenTx, event: Event, context: EventContext) => Promise<UnownedOutcome>;
  };
}): Provider<Name> {
  const { platform } = spec;
  return {
    name: spec.name,
    maxBytes: spec.maxBytes,
    contentTypes: spec.contentTypes,
    modes: spec.modes,
    platformDoor: platform ?? null,
    acknowledge: spec.acknowledge ?? (() => null),
    handshakeHeader: spec.handshakeHeader ?? null,
    open: (json, context) => {
      const event = spec.decode(json);
      if (event === null) return null;
      return {
        ...spec.describe(event, context),
        binding: spec.bind(event, context),
        payload: () => JSON.stringify(spec.redact(json, context)),
        reply: spec.replyTo?.(event, context) ?? null,
        findOwner: async (tx) => platform?.findOwner(tx, event, context) ?? null,
        takeUnowned: async (tx) => platform?.takeUnowned?.(tx, event, context) ?? "unauthenticated",
      };
    },
    process: async (tx, stored, context) => {
      const event = spec.decode(stored);
      if (event !== null) await spec.handle(tx, event, context);
    },
  };
}

/** The binding of a provider that names the firm's account in each body: `given` must be the endpoint's. */
export function bindAccount(given: string | null, account: string | null): Binding {
  if (account === null || given === account) return { kind: "bound", callId: null };
  return { kind: "refused", code: "wrong_firm" };
}
