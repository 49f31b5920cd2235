import "server-only";
import type { Permission } from "@/lib/core/principal";
import { admitApiRequest, refusalOf } from "./admit-api-request";
import { inFirm, type SessionFirm, type StaffPrincipal } from "./firm-access";

export type ApiAccess =
  | { granted: true; principal: StaffPrincipal; firm: SessionFirm }
  | { granted: false; response: Response };

/** The person behind a request to a route handler, or the answer that refuses it: problem details, never a redirect. */
export async function requireApiPrincipal(request: Request, permission: Permission): Promise<ApiAccess> {
  const admission = await admitApiRequest(request);
  if (!admission.admitted) return { granted: false, response: admission.response };
  const { session, name, requestId } = admission;
  const access = await inFirm(session, { permission, name }, async () => undefined);
  if (access.kind !== "granted") return { granted: false, response: refusalOf(access, requestId) };
  return { granted: true, principal: access.principal, firm: access.firm };
}
