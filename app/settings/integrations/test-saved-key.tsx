"use client";

import { PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/use-toast";
import type { KeyActions } from "./key-form";
import { useActionFailure } from "./use-action-failure";

/** Asks VAPI whether the saved key works. What is found stands on the card afterwards. */
export function TestSavedKey({ test }: Pick<KeyActions, "test">) {
  const t = useTranslations("integrations");
  const toast = useToast();
  const failureOf = useActionFailure();
  const [isPending, startTest] = useTransition();

  function run() {
    startTest(async () => {
      const result = await test({ apiKey: null });
      if (!result?.data) return toast({ title: failureOf(result) ?? t("failed"), tone: "danger" });
      if (result.data.ok) return toast({ title: t("vapi.checkOk"), tone: "success" });
      const { problem } = result.data;
      toast({ title: t(`problems.${problem}.title`), description: t(`problems.${problem}.help`), tone: "danger" });
    });
  }

  return (
    <Button size="sm" icon={<PlugZap />} pending={isPending} onClick={run}>
      {t("vapi.check")}
    </Button>
  );
}
