import type { SignInFirstFactorJSON, SignInJSON, SignUpJSON, UserDataJSON } from "@clerk/shared/types";
import {
  type FrontendVerification,
  type Replace,
  verificationJson,
} from "@/simulators/clerk/serializers/frontend-json";
import { imageUrl } from "@/simulators/clerk/serializers/image-url";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { SignInAttempt, SignUpAttempt, UserRecord } from "@/simulators/clerk/state/identity-state";

const ATTEMPT_LIFETIME_MS = 24 * 60 * 60 * 1000;

export type FrontendSignIn = Replace<
  SignInJSON,
  {
    identifier: string | null;
    user_data: UserDataJSON | null;
    first_factor_verification: FrontendVerification | null;
    second_factor_verification: null;
  }
>;
export type FrontendSignUp = Replace<
  SignUpJSON,
  { unsafe_metadata: Record<string, unknown>; external_account: null; verifications: SignUpVerifications }
>;
type SignUpVerifications = {
  email_address:
    | (FrontendVerification & { next_action: "needs_prepare" | "needs_attempt" | ""; supported_strategies: string[] })
    | null;
  phone_number: null;
  web3_wallet: null;
  external_account: null;
};

/** A sign-in attempt as clerk-js reads it. */
export function signInJson(context: SimulatorContext, attempt: SignInAttempt): FrontendSignIn {
  const user = context.state.users.get(attempt.userId ?? "");
  return {
    id: attempt.id,
    object: "sign_in",
    status: attempt.status,
    supported_identifiers: ["email_address"],
    identifier: attempt.identifier,
    user_data: user ? userData(user) : null,
    supported_first_factors: user ? firstFactors(user) : [],
    supported_second_factors: [],
    first_factor_verification: verificationJson(attempt.proof),
    second_factor_verification: null,
    created_session_id: attempt.sessionId,
    timezone: null,
  };
}

/** A sign-up attempt as clerk-js reads it. */
export function signUpJson(attempt: SignUpAttempt): FrontendSignUp {
  const isComplete = attempt.status === "complete";
  return {
    id: attempt.id,
    object: "sign_up",
    status: attempt.status,
    required_fields: ["email_address", "password"],
    optional_fields: ["first_name", "last_name"],
    missing_fields: [
      ...(attempt.email === null ? (["email_address"] as const) : []),
      ...(attempt.passwordHash === null ? (["password"] as const) : []),
    ],
    unverified_fields: attempt.email !== null && !attempt.isEmailVerified ? ["email_address"] : [],
    username: null,
    first_name: attempt.firstName,
    last_name: attempt.lastName,
    email_address: attempt.email,
    phone_number: null,
    web3_wallet: null,
    external_account_strategy: null,
    external_account: null,
    has_password: attempt.passwordHash !== null,
    unsafe_metadata: attempt.unsafeMetadata,
    created_session_id: attempt.sessionId,
    created_user_id: attempt.userId,
    abandon_at: isComplete ? null : attempt.createdAt + ATTEMPT_LIFETIME_MS,
    legal_accepted_at: null,
    locale: null,
    timezone: null,
    verifications: {
      email_address: emailVerification(attempt),
      phone_number: null,
      web3_wallet: null,
      external_account: null,
    },
  };
}

// The components ask for a code only while the address has no verification by code under way: before that the
// strategy has to be empty.
function emailVerification(attempt: SignUpAttempt): SignUpVerifications["email_address"] {
  if (attempt.email === null) return null;
  const proof = attempt.proof ?? { strategy: "", isVerified: false, failures: 0, startedAt: attempt.createdAt };
  const verification = verificationJson({ ...proof, isVerified: attempt.isEmailVerified });
  if (verification === null) return null;
  const nextAction = attempt.isEmailVerified ? "" : attempt.proof === null ? "needs_prepare" : "needs_attempt";
  return { ...verification, next_action: nextAction, supported_strategies: ["email_code"] };
}

function firstFactors(user: UserRecord): SignInFirstFactorJSON[] {
  const address = { email_address_id: user.emailId, safe_identifier: user.email, primary: true };
  return [
    ...(user.passwordHash === null ? [] : [{ strategy: "password" } as const]),
    { strategy: "email_code", ...address },
    { strategy: "reset_password_email_code", ...address },
  ];
}

function userData(user: UserRecord): UserDataJSON {
  return {
    ...(user.firstName === null ? {} : { first_name: user.firstName }),
    ...(user.lastName === null ? {} : { last_name: user.lastName }),
    image_url: imageUrl(user.firstName ?? user.email, user.lastName),
    has_image: false,
  };
}
