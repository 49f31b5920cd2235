import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { type FapiCall, type FapiReply, type FapiRoute, requireOwnUrl } from "@/simulators/clerk/fapi/fapi-call";
import { acceptInvitation, findInvitationByTicket } from "@/simulators/clerk/identity/invitations";
import { liveSessions } from "@/simulators/clerk/identity/session-status";
import { findUserByEmail } from "@/simulators/clerk/identity/users";
import type { InvitationRecord } from "@/simulators/clerk/state/identity-state";

type TicketStatus = "sign_up" | "sign_in" | "complete";

/** The link of an invitation or sign-in letter: it leads on to the product's page with the ticket. */
export const TICKET_ROUTES: FapiRoute[] = [{ method: "GET", path: "/tickets/accept", handle: acceptTicket }];

function acceptTicket(call: FapiCall): FapiReply {
  const ticket = call.query.get("ticket") ?? "";
  const invitation = findInvitationByTicket(call.context, ticket);
  const isSignInToken = [...call.context.state.signInTokens.values()].some((token) => token.ticket === ticket);
  if (invitation === undefined && !isSignInToken) {
    throw new ClerkApiError(400, "ticket_invalid_code", "Ticket is invalid.", { param_name: "ticket" });
  }
  const status = invitation === undefined ? "sign_in" : invitationOutcome(call, invitation);
  const target = targetUrl(call, invitation?.redirectUrl ?? null, status);
  target.searchParams.set("__clerk_status", status);
  if (status !== "complete") target.searchParams.set("__clerk_ticket", ticket);
  return { kind: "redirect", location: target.toString(), cookies: [] };
}

// Somebody who is signed in with the invited address has nothing left to do.
function invitationOutcome(call: FapiCall, invitation: InvitationRecord): TicketStatus {
  const { context, browser } = call;
  const user = findUserByEmail(context, invitation.email);
  if (user === undefined) return "sign_up";
  const isSignedIn =
    browser.client !== null && liveSessions(context, browser.client).some((session) => session.userId === user.id);
  if (!isSignedIn) return "sign_in";
  acceptInvitation(context, invitation, user);
  return "complete";
}

function targetUrl(call: FapiCall, redirectUrl: string | null, status: TicketStatus): URL {
  if (call.query.has("redirect_url")) return requireOwnUrl(call, "redirect_url");
  if (redirectUrl !== null && URL.canParse(redirectUrl)) return new URL(redirectUrl);
  const pages = { sign_up: "/sign-up", sign_in: "/sign-in", complete: "/" };
  return new URL(pages[status], call.context.settings.appUrl);
}
