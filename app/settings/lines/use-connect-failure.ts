"use client";

import { useTranslations } from "next-intl";
import type { ConnectNumberResult } from "@/lib/connections/lines/connect-number";

/** Why a number or a key was not taken, in the reader's language; null when it was. */
export function useConnectFailure(): (answer: ConnectNumberResult | { kind: "saved" }) => string | null {
  const t = useTranslations("lines.refusals");
  return (answer) => {
    switch (answer.kind) {
      case "connected":
      case "saved":
        return null;
      case "refused":
        return t(answer.reason);
      default:
        return t(answer.kind);
    }
  };
}
