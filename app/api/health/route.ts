import { NO_STORE } from "@/lib/http/no-store";

/** The process answers. Asks nothing else. */
export async function GET(): Promise<Response> {
  return Response.json({ status: "ok" }, { headers: NO_STORE });
}
