import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { acceptInvitation, findInvitationByTicket } from "@/simulators/clerk/identity/invitations";
import { findUserByEmail } from "@/simulators/clerk/identity/users";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { UserRecord } from "@/simulators/clerk/state/identity-state";

/**
 * Redeems a ticket for signing in: a sign-in token, once, or an invitation of somebody who has an account. `orgId` is
 * the firm that an invitation let the person into. Throws Clerk's error for a ticket that is unknown, used or over.
 */
export function redeemSignInTicket(
  context: SimulatorContext,
  ticket: string,
): { user: UserRecord; orgId: string | null } {
  const invitation = findInvitationByTicket(context, ticket);
  if (invitation) {
    const user = findUserByEmail(context, invitation.email);
    if (user === undefined) throw new ClerkApiError(401, "invitation_account_not_exists", "Create an account first.");
    acceptInvitation(context, invitation, user);
    return { user, orgId: invitation.orgId };
  }
  const token = [...context.state.signInTokens.values()].find((one) => one.ticket === ticket);
  const user = context.state.users.get(token?.userId ?? "");
  if (token === undefined || user === undefined) {
    throw new ClerkApiError(400, "ticket_invalid_code", "Ticket is invalid.", { param_name: "ticket" });
  }
  if (token.status === "accepted") {
    throw new ClerkApiError(400, "sign_in_token_already_used_code", "This sign in token has already been used.");
  }
  if (token.status === "revoked") {
    throw new ClerkApiError(400, "sign_in_token_revoked_code", "This sign in token has been revoked.");
  }
  if (token.expiresAt <= context.now()) {
    throw new ClerkApiError(400, "ticket_expired_code", "This ticket has expired.", { param_name: "ticket" });
  }
  Object.assign(token, { status: "accepted", updatedAt: context.now() });
  return { user, orgId: null };
}
