import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";

// HighLevel sends every installation's events of one app to one address: the location names the firm.
const door = { provider: findProvider("ghl"), endpointToken: null };

export async function POST(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}

export async function GET(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}

export async function PUT(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}

export async function PATCH(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}

export async function DELETE(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return answerWebhook(request, door);
}
