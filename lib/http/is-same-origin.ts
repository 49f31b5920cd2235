/**
 * Whether a request comes from a page of this application. A request that changes something under a cookie needs proof:
 * `Sec-Fetch-Site: same-origin`, or an `Origin` whose host is the request's own or one of `ownOrigins`. Whatever is
 * there must agree, and a request with neither is refused: Next lets an absent Origin through (WEB-04).
 */
export function isSameOrigin(headers: Headers, ownOrigins: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site === null && origin === null) return false;
  if (site !== null && site !== "same-origin") return false;
  return origin === null || isOwnOrigin(origin, headers.get("host"), ownOrigins);
}

function isOwnOrigin(origin: string, host: string | null, ownOrigins: readonly string[]): boolean {
  if (ownOrigins.includes(origin)) return true;
  return host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
