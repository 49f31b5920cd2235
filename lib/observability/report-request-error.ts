import "server-only";
import { toAppError } from "@/lib/core/errors";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { report } from "./report";

type IncomingHeaders = Record<string, string | string[] | undefined>;

/** Reports what Next caught while it served a page, route or action that did not answer for itself. */
export async function reportRequestError(error: unknown, headers: IncomingHeaders): Promise<void> {
  const requestId = headers[REQUEST_ID_HEADER];
  await report(toAppError(error), typeof requestId === "string" ? { requestId } : {});
}
