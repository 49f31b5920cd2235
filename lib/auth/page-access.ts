import "server-only";
import { redirect } from "next/navigation";
import type { FirmAccess, SessionFirm, StaffPrincipal } from "./firm-access";

/** What a page gets: its data, or what it shows instead, as the properties of NoPermissionState. */
export type PageAccess<T> =
  | { granted: true; data: T; principal: StaffPrincipal; firm: SessionFirm }
  | { granted: false; noPermission: { grantedBy?: string } };

/** Turns an access into a page's outcome. A firm that nobody may enter now has a page of its own. */
export function pageAccessOf<T>(access: FirmAccess<T>): PageAccess<T> {
  switch (access.kind) {
    case "granted":
      return { granted: true, data: access.data, principal: access.principal, firm: access.firm };
    case "denied": {
      const grantedBy = access.grantedBy.join(", ");
      return { granted: false, noPermission: grantedBy === "" ? {} : { grantedBy } };
    }
    case "unavailable":
      return redirect(`/firm-unavailable?reason=${access.reason}`);
  }
}
