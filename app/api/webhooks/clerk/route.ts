import { receiveClerkWebhook } from "@/lib/integrations/clerk/webhook-receiver";

/** Mirrors Clerk's firms, people and memberships. */
export async function POST(request: Request): Promise<Response> {
  return receiveClerkWebhook(request);
}
