import { requireApiPrincipal } from "@/lib/auth/require-api-principal";
import { answerMedia } from "@/lib/http/answer-media";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ mediaId: string }> };

/** One file of a message, for staff who may read the conversation. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const access = await requireApiPrincipal(request, "conversations:read");
  if (!access.granted) return access.response;
  return answerMedia(access.principal, (await params).mediaId);
}
