import "server-only";

/**
 * What a provider said when it was asked whether a line's key works. `forbidden`: the key is good and may not do this;
 * `wrong_account`: it belongs to another account or location; `suspended`: the provider has closed the account.
 */
export const LINE_TEST_FAILURES = [
  "bad_key",
  "forbidden",
  "wrong_account",
  "suspended",
  "unreachable",
  "rate_limited",
  "unexpected",
] as const;

export type LineTest = { ok: true } | { ok: false; reason: (typeof LINE_TEST_FAILURES)[number] };
