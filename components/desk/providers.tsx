"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TimeZoneCookie } from "./time-zone-cookie";

const tooltipDelayMs = 450;

/** What every page needs in the browser. The `nonce` of the document stays in force however often its content changes. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [documentNonce] = useState(nonce);
  const security = documentNonce === undefined ? {} : { nonce: documentNonce };
  return (
    <CSPProvider {...security}>
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange {...security}>
        <NuqsAdapter>
          <Tooltip.Provider delay={tooltipDelayMs}>
            <Toaster>{children}</Toaster>
          </Tooltip.Provider>
        </NuqsAdapter>
      </ThemeProvider>
      <TimeZoneCookie />
    </CSPProvider>
  );
}
