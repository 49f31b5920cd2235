import type { NextFetchEvent } from "next/server";
import { NextRequest } from "next/server";
import { appUrl, requestHeaders } from "./clerk-environment";

export type Carrier = "cookie" | "bearer";

/** Headers of a browser's (or a script's) request that carries `token`. */
export function carrying(token: string | null, carrier: Carrier, more: Record<string, string> = {}): Headers {
  const headers = new Headers({ host: new URL(appUrl).host, ...more });
  if (token === null) return headers;
  if (carrier === "bearer") headers.set("authorization", `Bearer ${token}`);
  else headers.set("cookie", `__session=${token}; __client_uat=${Math.floor(Date.now() / 1_000) - 30}`);
  return headers;
}

export type Served<T> = { by: "middleware"; status: number; location: string | null } | { by: "app"; result: T };

/** Runs `work` as Next would for a request: behind the real middleware, or with no middleware at all. */
export async function serve<T>(
  request: { headers: Headers; path?: string; method?: string },
  middleware: "on" | "off",
  work: () => Promise<T>,
): Promise<Served<T>> {
  if (middleware === "off") return { by: "app", result: await requestHeaders.run(request.headers, work) };
  const { default: run } = await import("@/middleware");
  const { headers, path = "/desk", method = "GET" } = request;
  const answer = await run(new NextRequest(new URL(path, appUrl), { headers, method }), event);
  // Clerk turns "go on" into a rewrite to the same address.
  if (!answer?.headers.has("x-middleware-override-headers")) {
    return { by: "middleware", status: answer?.status ?? 0, location: answer?.headers.get("location") ?? null };
  }
  return { by: "app", result: await requestHeaders.run(forwarded(answer.headers), work) };
}

// The middleware waits for nothing beyond its answer.
const event = { waitUntil: () => undefined } as unknown as NextFetchEvent;

/** The request headers that a middleware's answer tells Next to go on with. */
function forwarded(answer: Headers): Headers {
  const names = answer.get("x-middleware-override-headers")?.split(",") ?? [];
  return new Headers(names.map((name) => [name, answer.get(`x-middleware-request-${name}`) ?? ""]));
}
