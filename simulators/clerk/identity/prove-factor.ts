import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import type { PendingProof, UserRecord } from "@/simulators/clerk/state/identity-state";
import { isPassword } from "@/simulators/clerk/state/password-hash";

/** The code that every letter would carry: the one that Clerk documents for its test addresses. */
export const TEST_CODE = "424242";

const MAX_WRONG_CODES = 5;
const CODE_LIFETIME_MS = 10 * 60 * 1000;

/** Starts a proof, as if a letter with the code had been sent. */
export function beginProof(strategy: string, now: number): PendingProof {
  return { strategy, isVerified: false, failures: 0, startedAt: now };
}

/** Checks a code against a proof that was begun. Throws Clerk's error for a wrong, late or guessed-at code. */
export function proveByCode(
  proof: PendingProof | null,
  input: { strategy: string; code: string | null; now: number },
): void {
  if (proof === null || proof.strategy !== input.strategy) {
    throw new ClerkApiError(400, "verification_missing", "Ask for a code first.");
  }
  if (proof.failures >= MAX_WRONG_CODES) {
    const message = "Too many failed attempts. You have to try again with the same or another method.";
    throw new ClerkApiError(400, "verification_failed", message);
  }
  if (input.now > proof.startedAt + CODE_LIFETIME_MS) {
    throw new ClerkApiError(400, "verification_expired", "This verification has expired. You need to restart it.");
  }
  if (input.code !== TEST_CODE) {
    proof.failures += 1;
    throw new ClerkApiError(422, "form_code_incorrect", "Incorrect code", { param_name: "code" });
  }
  proof.isVerified = true;
}

/** Checks a password. Throws `form_password_incorrect`. */
export function proveByPassword(user: UserRecord, password: string | null): void {
  if (password !== null && isPassword(password, user.passwordHash)) return;
  const message = "Password is incorrect. Try again, or use another method.";
  throw new ClerkApiError(422, "form_password_incorrect", message, { param_name: "password" });
}
