import type {
  BackendInvitation,
  BackendMembership,
  BackendOrganization,
  BackendSession,
  BackendUser,
} from "@/simulators/clerk/serializers/backend-shapes";

type Deleted = { id: string; object: string; slug?: string; deleted: true };

/** The events that the simulator sends, named as Clerk names them. Invitations have no updated or deleted event there. */
export type WebhookEvent =
  | { type: "user.created" | "user.updated"; data: BackendUser }
  | { type: "user.deleted" | "organization.deleted"; data: Deleted }
  | { type: "organization.created" | "organization.updated"; data: BackendOrganization }
  | {
      type: "organizationMembership.created" | "organizationMembership.updated" | "organizationMembership.deleted";
      data: BackendMembership;
    }
  | { type: "organizationInvitation.created" | "organizationInvitation.revoked"; data: BackendInvitation }
  | { type: "organizationInvitation.accepted"; data: BackendInvitation & { user_id: string } }
  | {
      type: "session.created" | "session.ended" | "session.removed" | "session.revoked";
      data: BackendSession & { user: BackendUser | null };
    };
