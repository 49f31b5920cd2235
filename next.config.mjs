import createNextIntlPlugin from "next-intl/plugin";

/**
 * Headers that need no nonce, on every answer. The content security policy is set for each request by middleware.ts.
 * Sources: OWASP ASVS 5.0 3.4, MDN. Clerk's passkeys need `publickey-credentials-*` for this origin.
 */
const securityHeaders = [
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "X-Permitted-Cross-Domain-Policies", value: "none" },
  {
    key: "Permissions-Policy",
    value: [
      "accelerometer=()",
      "browsing-topics=()",
      "camera=()",
      "display-capture=()",
      "geolocation=()",
      "gyroscope=()",
      "magnetometer=()",
      "microphone=()",
      "midi=()",
      "payment=()",
      "publickey-credentials-create=(self)",
      "publickey-credentials-get=(self)",
      "screen-wake-lock=()",
      "serial=()",
      "usb=()",
      "xr-spatial-tracking=()",
    ].join(", "),
  },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `npm test` checks the types of the whole repository; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // No page uses the optimiser, and an unused image proxy is only an attack surface: `unoptimized` closes /_next/image.
  images: { unoptimized: true, remotePatterns: [], localPatterns: [] },
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-pgvector",
    "libphonenumber-geo-carrier",
    "pg",
    "pg-boss",
    "pino",
  ],
  async headers() {
    return [{ source: "/:path*", headers: securityHeaders }];
  },
};

const withMessages = createNextIntlPlugin("./lib/i18n/request.ts");

/** Sentry wraps the build only where a firm's operator configured it: without it the bundle carries no Sentry build step. */
async function withErrorReporting(config) {
  if (!process.env.SENTRY_DSN) return config;
  const { withSentryConfig } = await import("@sentry/nextjs/config");
  return withSentryConfig(config, {
    silent: true,
    telemetry: false,
    sourcemaps: { disable: !process.env.SENTRY_AUTH_TOKEN },
  });
}

export default await withErrorReporting(withMessages(nextConfig));
