import "server-only";

/** Providers that can be asked what they had to say. */
export const RECOVERABLE_PROVIDERS = ["vapi", "evolution", "ghl"] as const;
export type RecoverableProvider = (typeof RECOVERABLE_PROVIDERS)[number];

export function isRecoverable(provider: string): provider is RecoverableProvider {
  return RECOVERABLE_PROVIDERS.some((known) => known === provider);
}
