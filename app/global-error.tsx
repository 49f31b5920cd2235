"use client";

import "./globals.css";
import en from "@/lib/i18n/messages/en/errors.json";
import es from "@/lib/i18n/messages/es/errors.json";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The last resort, when the root layout itself failed: no provider is there, so it brings its own words. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  const isSpanish = typeof navigator !== "undefined" && navigator.language.startsWith("es");
  const text = (isSpanish ? es : en).unexpected;
  return (
    <html lang={isSpanish ? "es" : "en"} suppressHydrationWarning>
      <body>
        <main className="grid min-h-dvh place-items-center px-6 text-center">
          <div className="flex max-w-md flex-col items-center gap-2">
            <h1 className="text-lg font-semibold">{text.title}</h1>
            <p className="text-sm text-muted">{text.body}</p>
            <button
              type="button"
              onClick={reset}
              className="mt-3 h-8 rounded-md border border-control bg-raised px-3 text-sm font-medium"
            >
              {text.action}
            </button>
            {error.digest ? <code className="pt-2 font-mono text-xs text-subtle">{error.digest}</code> : null}
          </div>
        </main>
      </body>
    </html>
  );
}
