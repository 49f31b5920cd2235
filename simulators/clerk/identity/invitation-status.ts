import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { InvitationRecord } from "@/simulators/clerk/state/identity-state";

/** Status on the wire: an open invitation past its end is `expired`. */
export function invitationStatus(
  context: SimulatorContext,
  invitation: InvitationRecord,
): InvitationRecord["status"] | "expired" {
  if (invitation.status === "pending" && invitation.expiresAt <= context.now()) return "expired";
  return invitation.status;
}

/** Whether the invitation can still be accepted. */
export function isInvitationOpen(context: SimulatorContext, invitation: InvitationRecord): boolean {
  return invitationStatus(context, invitation) === "pending";
}
