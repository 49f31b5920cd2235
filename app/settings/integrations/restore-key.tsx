"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { ConfigureResult } from "@/lib/connections/vapi/configure-vapi";
import { useActionFailure } from "./use-action-failure";

/** Goes back to the key before, while it is kept. */
export function RestoreKey({ restore }: { restore: ActionOf<void, ConfigureResult> }) {
  const t = useTranslations("integrations.key");
  const toast = useToast();
  const failureOf = useActionFailure();
  const [isPending, startRestore] = useTransition();

  function run() {
    startRestore(async () => {
      const failure = failureOf(await restore());
      toast(failure === null ? { title: t("restored") } : { title: failure, tone: "danger" });
    });
  }

  return (
    <Button size="sm" variant="ghost" pending={isPending} onClick={run}>
      {t("restore")}
    </Button>
  );
}
