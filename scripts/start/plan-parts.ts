/** Which parts run on this machine because nothing else is configured for them. */
export type Parts = {
  /** PGlite in the data folder. */
  database: boolean;
  /** The stand-in for Clerk's servers. */
  identity: boolean;
  /** The VAPI simulator. */
  voice: boolean;
  /** The simulators of the services that send webhooks. */
  senders: boolean;
  /** `embedded` serves this machine only. */
  mode: "embedded" | "server";
};

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

/** Each part is embedded exactly where its own setting is missing. */
export function planParts(settings: Record<string, string | undefined>): Parts {
  const database = !isSet(settings["DATABASE_URL"]);
  const identity = !isSet(settings["CLERK_SECRET_KEY"]);
  const mode = database || identity ? "embedded" : "server";
  const isEmbedded = mode === "embedded";
  return { database, identity, voice: isEmbedded && !isSet(settings["VAPI_BASE_URL"]), senders: isEmbedded, mode };
}
