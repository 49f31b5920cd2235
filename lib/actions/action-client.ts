import "server-only";
import { headers } from "next/headers";
import { createSafeActionClient, type MiddlewareResult } from "next-safe-action";
import type { TenantTx } from "@/db/tenant";
import { clerkSettings } from "@/lib/auth/clerk-settings";
import {
  type FirmAccess,
  type FirmSession,
  inFirm,
  type SessionFirm,
  type StaffPrincipal,
  type UnavailableReason,
} from "@/lib/auth/firm-access";
import { currentSession } from "@/lib/auth/session";
import type { SignedInSession } from "@/lib/auth/session-claims";
import { getEnv } from "@/lib/core/env";
import { AppError, toAppError } from "@/lib/core/errors";
import type { Permission } from "@/lib/core/principal";
import { isSameOrigin } from "@/lib/http/is-same-origin";
import { limitRate } from "@/lib/http/rate-limit";
import { requestIdOf } from "@/lib/http/request-id";
import { report } from "@/lib/observability/report";
import type { ActionError } from "./action-result";

type ActionSpec = {
  /** `noun.verb`: the rate-limit bucket, and the name under which a refusal stands in the audit log. */
  name: string;
  permission: Permission;
  /** Calls of one person in one firm; 60 a minute unless given. */
  limit?: { perMinute: number };
};

type TenantContext = { principal: StaffPrincipal; firm: SessionFirm; tx: TenantTx };
type Outcome = MiddlewareResult<ActionError, TenantContext>;

const DEFAULT_LIMIT = { perMinute: 60 };

const client = createSafeActionClient({
  defaultValidationErrorsShape: "flattened",
  handleServerError: async (error): Promise<ActionError> => {
    const requestId = requestIdOf(await headers());
    const failure = toAppError(error);
    await report(failure, { requestId });
    return { code: failure.code, message: failure.publicMessage, requestId };
  },
});

/**
 * Starts an action that works in one transaction of the person's firm: own origin → session → rate limit → transaction
 * with membership, permission, input schema and body. `ctx` is `{ principal, firm, tx }`. Whatever keeps the body from
 * succeeding, a `redirect` or `notFound` included, rolls the transaction back.
 */
export function tenantAction(spec: ActionSpec) {
  return client.use<TenantContext>(async ({ next }): Promise<Outcome> => {
    const session = await admit(spec);
    try {
      const access = await inFirm(session, spec, async (tx, principal, firm) => {
        // The library hands on an outcome instead of the error that the body threw, so the error is made again here:
        // without it the transaction would commit half of a failed action.
        const outcome = await next<TenantContext>({ ctx: { principal, firm, tx } });
        if (!outcome.success) throw new Unsuccessful(outcome);
        return outcome;
      });
      return settled(access);
    } catch (error) {
      if (error instanceof Unsuccessful) return error.outcome;
      throw error;
    }
  });
}

/**
 * Starts an action that talks to a provider: the same checks, then the body without a transaction around it. `ctx` is
 * `{ principal, firm }`; the body opens short transactions before and after the call.
 */
export function providerAction(spec: ActionSpec) {
  return client.use(async ({ next }) => {
    const session = await admit(spec);
    const access = await inFirm(session, spec, async (_tx, principal, firm) => ({ principal, firm }));
    return next({ ctx: settled(access) });
  });
}

/**
 * Starts an action of the platform's administration: own origin → session of a platform administrator → rate limit. It has
 * no firm and no transaction. `ctx` is `{ admin }`. For everybody else there is no such action.
 */
export function platformAction(spec: Omit<ActionSpec, "permission">) {
  return client.use(async ({ next }) => {
    const session = await signedIn();
    if (!session.isPlatformAdmin) throw new AppError("not_found", "There is no such thing");
    await limit(spec, `platform:${session.userId}`);
    return next({ ctx: { admin: { userId: session.userId, requestId: requestIdOf(await headers()) } } });
  });
}

/** Everything that is asked before the database is. */
async function admit(spec: ActionSpec): Promise<FirmSession> {
  const session = await signedIn();
  const { organization, userId } = session;
  if (organization === null) throw new AppError("forbidden", "Choose a firm first");
  await limit(spec, `${organization.id}:${userId}`);
  return { ...session, organization };
}

async function signedIn(): Promise<SignedInSession> {
  if (!isSameOrigin(await headers(), clerkSettings(getEnv()).authorizedParties)) {
    throw new AppError("forbidden", "This request did not come from Docketline's own pages");
  }
  const session = await currentSession();
  if (session.status !== "signed-in") throw new AppError("unauthenticated", "Sign in again to go on");
  return session;
}

async function limit(spec: Pick<ActionSpec, "name" | "limit">, key: string): Promise<void> {
  const rate = await limitRate({ name: spec.name, ...(spec.limit ?? DEFAULT_LIMIT) }, key);
  if (rate.allowed) return;
  throw new AppError("rate_limited", `Too many requests. Try again in ${rate.retryAfterSeconds} seconds`);
}

const UNAVAILABLE: Record<UnavailableReason, string> = {
  suspended: "This firm is suspended",
  deleted: "This firm was closed",
  removed: "You are no longer a member of this firm",
};

function settled<T>(access: FirmAccess<T>): T {
  switch (access.kind) {
    case "granted":
      return access.data;
    case "denied": {
      const whom = access.grantedBy.length === 0 ? "an administrator of your firm" : access.grantedBy.join(", ");
      throw new AppError("forbidden", `Your role does not include this. Ask ${whom}`);
    }
    case "unavailable":
      throw new AppError("forbidden", UNAVAILABLE[access.reason]);
  }
}

/** Carries an action's own outcome out of the transaction that it rolls back. */
class Unsuccessful extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super("the action did not succeed");
    this.outcome = outcome;
  }
}
