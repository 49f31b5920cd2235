/** What Next's routes may be asked with. TRACE and the methods of other protocols end in an error there. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const KNOWN = new Set(METHODS);
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The status with which a request is refused before anything looks at it, or null. A target in absolute form is brought
 * into the usual one (RFC 9112 3.2.2): Next would redirect to the host that it names.
 * @param {import("node:http").IncomingMessage} request
 * @returns {400 | 405 | null}
 */
export function refusalOf(request) {
  if (!KNOWN.has(request.method)) return 405;
  const { url } = request;
  if (!url.startsWith("/") && !takeAbsolute(request)) return 400;
  if (!isHostNamed(request)) return 400;
  return isDecodable(request.url) ? null : 400;
}

function takeAbsolute(request) {
  if (!/^https?:\/\//i.test(request.url)) return false;
  const target = URL.parse(request.url);
  if (target === null) return false;
  request.url = `${target.pathname}${target.search}`;
  request.headers.host = target.host;
  return true;
}

/** One host, of a form that a URL can be made from; only HTTP/1.0 may leave it out. */
function isHostNamed({ headers, httpVersion }) {
  if (headers.host === undefined) return httpVersion === "1.0";
  return HOST.test(headers.host);
}

function isDecodable(url) {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return true;
  } catch {
    return false;
  }
}
