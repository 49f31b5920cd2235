import { z } from "zod";
import { requireSecretKey } from "@/simulators/clerk/bapi/handle-bapi";
import { ClerkApiError } from "@/simulators/clerk/clerk-api-error";
import { jsonResponse } from "@/simulators/clerk/http/json-response";
import { TEST_CODE } from "@/simulators/clerk/identity/prove-factor";
import { ticketUrl } from "@/simulators/clerk/identity/ticket-url";
import type { SimulatorContext } from "@/simulators/clerk/simulator-context";
import type { WebhookSender } from "@/simulators/clerk/webhooks/webhook-sender";

const faultBody = z.object({
  mode: z.enum(["duplicate", "bad_signature", "drop", "delay", "lost_answer"]),
  count: z.number().int().positive().default(1),
  delaySeconds: z.number().nonnegative().default(2),
});
const redeliveryBody = z.object({ id: z.string() });

/**
 * What the real Clerk has no route for: the letters that it would have sent, the events that went out, sending one
 * again, and faults of the next deliveries. Needs the secret key, and is not reachable through the product's proxy.
 */
export async function handleControl(
  context: SimulatorContext,
  request: Request,
  tools: { path: string; webhooks: WebhookSender },
): Promise<Response> {
  requireSecretKey(context, request);
  switch (`${request.method} ${tools.path}`) {
    case "GET /letters":
      return jsonResponse({ code: TEST_CODE, invitations: openInvitations(context) });
    case "GET /events":
      return jsonResponse({ events: tools.webhooks.events() });
    case "POST /redeliveries":
      return redeliver(tools.webhooks, redeliveryBody.parse(await request.json()).id);
    case "POST /faults":
      tools.webhooks.setFault(faultBody.parse(await request.json()));
      return jsonResponse({ status: "set" });
    case "DELETE /faults":
      tools.webhooks.setFault(null);
      return jsonResponse({ status: "cleared" });
    default:
      throw new ClerkApiError(404, "resource_not_found", `No control route ${request.method} ${tools.path}.`);
  }
}

function openInvitations(context: SimulatorContext): { email: string; role: string; orgId: string; url: string }[] {
  return [...context.state.invitations.values()]
    .filter((invitation) => invitation.status === "pending")
    .map(({ email, role, orgId, ticket }) => ({ email, role, orgId, url: ticketUrl(context, ticket) }));
}

function redeliver(webhooks: WebhookSender, id: string): Response {
  const event = webhooks.events().find((one) => one.id === id);
  if (event === undefined) throw new ClerkApiError(404, "resource_not_found", "Event not found");
  webhooks.redeliver(event);
  return jsonResponse({ status: "queued" });
}
