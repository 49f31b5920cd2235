import "server-only";
import type { TenantTx } from "@/db/tenant";
import { toAppError } from "@/lib/core/errors";
import type { Permission } from "@/lib/core/principal";
import { NO_STORE } from "@/lib/http/no-store";
import { problem } from "@/lib/http/problem";
import { report } from "@/lib/observability/report";
import { admitApiRequest, refusalOf } from "./admit-api-request";
import { inFirm, type StaffPrincipal } from "./firm-access";

/**
 * Answers a read of a route handler as JSON: who asks, whether they may and the read are one transaction, as `asTenant` is
 * for a page. Null becomes `not_found`, which a foreign id is as well; a failure becomes problem details.
 */
export async function answerAsTenant<T>(
  request: Request,
  permission: Permission,
  read: (tx: TenantTx, principal: StaffPrincipal) => Promise<T | null>,
): Promise<Response> {
  const admission = await admitApiRequest(request);
  if (!admission.admitted) return admission.response;
  const { session, name, requestId } = admission;
  try {
    const access = await inFirm(session, { permission, name }, read);
    if (access.kind !== "granted") return refusalOf(access, requestId);
    if (access.data === null) return problem("not_found", { requestId });
    return Response.json(access.data, { headers: NO_STORE });
  } catch (error) {
    const failure = toAppError(error);
    await report(failure, { requestId });
    return problem(failure.code, { requestId });
  }
}
