import { answerWebhook } from "@/lib/webhooks/answer-webhook";
import { findProvider } from "@/lib/webhooks/registry";

type Context = { params: Promise<{ provider: string; endpoint: string }> };

async function doorOf(context: Context) {
  const { provider, endpoint } = await context.params;
  return { provider: findProvider(provider), endpointToken: endpoint };
}

export async function POST(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}

export async function GET(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}

export async function PUT(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}

export async function PATCH(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}

export async function DELETE(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}

export async function OPTIONS(request: Request, context: Context): Promise<Response> {
  return answerWebhook(request, await doorOf(context));
}
