"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useActionForm } from "@/app/desk/use-action-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useToast } from "@/components/ui/use-toast";
import type { ActionOf } from "@/lib/actions/action-result";
import type { setLowBalanceInput } from "@/lib/domain/credits/credits.schema";
import { numberIn } from "./number-in";

type LowBalanceCardProps = {
  threshold: number;
  canManage: boolean;
  set: ActionOf<z.input<typeof setLowBalanceInput>, void>;
};

/** Below which balance the firm is warned. */
export function LowBalanceCard({ threshold, canManage, set }: LowBalanceCardProps) {
  const t = useTranslations("credits.lowBalance");
  const toast = useToast();
  const { form, isPending, errorOf, failure } = useActionForm(set, {
    read: (values) => ({ threshold: numberIn(values, "threshold") }),
    onDone: () => toast({ title: t("done"), tone: "success" }),
  });
  return (
    <Card title={t("title")}>
      <form {...form} className="flex flex-col gap-3">
        <Field label={t("label")} name="threshold" hint={t("hint")} error={errorOf("threshold")} disabled={!canManage}>
          <Input defaultValue={String(threshold)} inputMode="numeric" autoComplete="off" maxLength={9} />
        </Field>
        {failure ? (
          <Callout tone="danger" role="alert">
            {failure}
          </Callout>
        ) : null}
        {canManage ? (
          <div className="flex justify-end">
            <Button type="submit" pending={isPending}>
              {t("save")}
            </Button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
