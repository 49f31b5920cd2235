/** Where a simulated provider sends to: one door of one firm, as the desk showed it to the firm's admin. */
export type Target = {
  firmId: string;
  firmName: string;
  /** The whole URL that the firm entered at the provider. */
  url: string;
  /** How the door wants its proof; one of the desk's scheme names. */
  mode: string;
  secret: string;
  /** The firm's id at the provider (Twilio AccountSid, HighLevel locationId, Evolution instance); null where it has none. */
  account: string | null;
};

/**
 * One request as it goes over the wire. `query` (no question mark) is added to the target's URL, as Twilio does with
 * `bodySHA256`. `path` replaces the path of the target's URL: HighLevel reports installations at the platform's own
 * door, not at a firm's.
 */
export type WireRequest = { headers: Record<string, string>; body: string; query?: string; path?: string };

/**
 * One delivery of a scene. `write` is called for every attempt, because some providers sign each attempt anew. `happened`
 * is called once when the delivery is due, unless it is a forgery: from then on the provider knows of the event, whether
 * or not anybody was told.
 */
export type PlannedDelivery = {
  label: string;
  /** Milliseconds after the scene's start. */
  afterMs: number;
  write: (target: Target, attempt: { number: number; now: Date }) => WireRequest;
  happened?: () => void;
};

/** What the control page asks for: who writes, to whom, what. Numbers are E.164. */
export type SceneInput = { from: string; to: string; text: string; name: string };

/** `origin` is where the simulator itself answers, for events that name an address of the provider's. */
export type Scene = {
  id: string;
  title: string;
  play: (input: SceneInput, target: Target, origin?: string) => PlannedDelivery[];
};

/**
 * Which answers make the provider try again, and after which waits; an empty list of waits means never. `timeoutMs` is
 * how long it waits for an answer, 30 s by default; `honoursRetryAfter` whether `Retry-After` makes a wait longer.
 */
export type RetryPolicy = {
  isRetried: (outcome: { status: number } | "no_answer") => boolean;
  waitsMs: readonly number[];
  timeoutMs?: number;
  honoursRetryAfter?: boolean;
};

/**
 * A request to the provider's own REST interface. `path` is what follows `/{provider}`; `targets` are the firms it serves.
 * `tell` sends what the request leads to; it is on its way when the call returns.
 */
export type ApiRequest = {
  request: Request;
  path: readonly string[];
  targets: readonly Target[];
  tell: (target: Target, title: string, deliveries: readonly PlannedDelivery[]) => void;
};

/**
 * One simulated provider. `otherRetries`: further retry rules that can be chosen instead, by name. `api`: what of the
 * provider's REST interface is simulated, served below `/{provider}`. `targets`: doors that were set up over that interface.
 */
export type Sender = {
  provider: string;
  name: string;
  scenes: readonly Scene[];
  retry: RetryPolicy;
  otherRetries?: Readonly<Record<string, RetryPolicy>>;
  api?: (request: ApiRequest) => Promise<Response>;
  /** What somebody who connects a line has to know, for the control page. */
  hint?: string;
  /** How the interface refuses a request for a reason of its own, when the control page wants that. */
  refuse?: () => Response;
  targets?: () => readonly Target[];
};
