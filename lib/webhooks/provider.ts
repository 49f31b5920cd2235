import "server-only";
import type { TenantTx } from "@/db/tenant";
import type { TenantId } from "@/lib/core/principal";
import type { JsonObject, JsonValue } from "./parse-strict-json";

/** What a verified event belongs to in the endpoint's firm. */
export type Binding =
  | { kind: "bound"; callId: string | null }
  /** About nothing that the firm has here: kept, and nothing done. */
  | { kind: "unrelated" }
  /** It names another firm's or another call's thing. `code` goes into the audit log. */
  | { kind: "refused"; code: string };

type EventContext = { headers: Headers; receivedAt: Date };

/** An event that the provider waits for: answered inside the request, in one transaction. */
export type Reply = {
  answer: (tx: TenantTx, binding: Binding, eventId: string) => Promise<JsonObject>;
  /** The answer when no firm is behind the event (null), and when the transaction failed or took longer than `withinMs`. */
  otherwise: (tenantId: TenantId | null) => JsonObject;
  withinMs: number;
};

export type OpenedEvent = {
  type: string;
  /** The provider's own identity of the event, without the firm: the same for every repeat, and for nothing else. */
  identity: string;
  /** False: stored and ignored. */
  isHandled: boolean;
  /** The opaque token that names the firm at the platform's own door. */
  callToken: string | null;
  bind: (tx: TenantTx) => Promise<Binding>;
  /** What is kept of the event, as JSON text without secrets, tokens and links. */
  payload: () => string;
  reply: Reply | null;
};

type ProcessContext = { eventId: string; callId: string | null; receivedAt: Date };

/** One webhook sender, as the doors and the job use it. */
export type Provider<Name extends string = string> = {
  name: Name;
  maxBytes: number;
  contentTypes: readonly string[];
  /** Reads a verified body; null when it is no event of this provider. */
  open: (json: JsonValue, context: EventContext) => OpenedEvent | null;
  /** Does a stored event's work, idempotently and in any order. */
  process: (tx: TenantTx, stored: JsonValue, context: ProcessContext) => Promise<void>;
};

/**
 * Declares a webhook sender. `decode` reads what `redact` keeps as well as what arrives, so that the job works from the
 * stored event. `Event` stays inside, so the registry holds plain providers.
 */
export function defineProvider<const Name extends string, Event>(spec: {
  name: Name;
  maxBytes: number;
  contentTypes: readonly string[];
  decode: (json: JsonValue) => Event | null;
  describe: (event: Event, context: EventContext) => Pick<OpenedEvent, "type" | "identity" | "isHandled" | "callToken">;
  bind: (tx: TenantTx, event: Event, context: EventContext) => Promise<Binding>;
  redact: (json: JsonValue) => JsonValue;
  replyTo: (event: Event, context: EventContext) => Reply | null;
  handle: (tx: TenantTx, event: Event, context: ProcessContext) => Promise<void>;
}): Provider<Name> {
  return {
    name: spec.name,
    maxBytes: spec.maxBytes,
    contentTypes: spec.contentTypes,
    open: (json, context) => {
      const event = spec.decode(json);
      if (event === null) return null;
      return {
        ...spec.describe(event, context),
        bind: (tx) => spec.bind(tx, event, context),
        payload: () => JSON.stringify(spec.redact(json)),
        reply: spec.replyTo(event, context),
      };
    },
    process: async (tx, stored, context) => {
      const event = spec.decode(stored);
      if (event !== null) await spec.handle(tx, event, context);
    },
  };
}
