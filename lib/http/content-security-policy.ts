type PolicySettings = {
  nonce: string;
  /** Host of Clerk's Frontend API when the browser talks to it directly; undefined when this origin proxies it. */
  clerkHost: string | undefined;
  /** Next's development tools evaluate code, write style sheets without a nonce and open a socket. */
  isDevelopment: boolean;
  isHttps: boolean;
};

/**
 * The Content-Security-Policy of one answer (CSP Level 3): scripts run by nonce and what they load, nothing else. The
 * two exceptions are documented in SECURITY.md: style attributes (written by server rendering and positioning code) and
 * `blob:` workers, in which clerk-js keeps its session timer. Clerk's hosts are those of its CSP guide.
 */
export function contentSecurityPolicy({ nonce, clerkHost, isDevelopment, isHttps }: PolicySettings): string {
  const clerk = clerkHost === undefined ? [] : [`https://${clerkHost}`];
  const clerkOnly = (source: string) => (clerkHost === undefined ? [] : [source]);
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src": ["'self'", isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", ...clerkOnly("https://img.clerk.com")],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...clerk, ...clerkOnly("https://clerk-telemetry.com"), ...(isDevelopment ? ["ws:"] : [])],
    "frame-src": clerkHost === undefined ? ["'none'"] : ["https://challenges.cloudflare.com"],
    "worker-src": ["'self'", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(isHttps ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
