import { Gauge } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { z } from "zod";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActionOf } from "@/lib/actions/action-result";
import type { removeCreditLimitInput, setCreditLimitInput } from "@/lib/domain/credits/credits.schema";
import type { CreditLimit } from "@/lib/domain/credits/list-credit-limits";
import { EditLimit } from "./edit-limit";
import { RemoveLimit } from "./remove-limit";

export type SetLimit = ActionOf<z.input<typeof setCreditLimitInput>, void>;
export type RemoveLimitAction = ActionOf<z.input<typeof removeCreditLimitInput>, void>;

type LimitsCardProps = {
  limits: readonly CreditLimit[];
  people: readonly { userId: string; name: string }[];
  canManage: boolean;
  set: SetLimit;
  remove: RemoveLimitAction;
};

/** Ceilings of the firm, its channels and its people, each with how much of it is spent. */
export function LimitsCard({ limits, people, canManage, set, remove }: LimitsCardProps) {
  const t = useTranslations("credits.limits");
  const opener = canManage ? <EditLimit people={people} set={set} /> : null;
  return (
    <Card title={t("title")} description={t("description")} actions={limits.length > 0 ? opener : null}>
      {limits.length === 0 ? (
        <EmptyState icon={<Gauge />} title={t("empty.title")} action={opener}>
          {t(canManage ? "empty.body" : "empty.reader")}
        </EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line-soft">
          {limits.map((limit) => (
            <LimitLine key={limit.id} limit={limit} remove={canManage ? remove : null} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function LimitLine({ limit, remove }: { limit: CreditLimit; remove: RemoveLimitAction | null }) {
  const t = useTranslations("credits.limits");
  const channels = useTranslations("credits.channels");
  const format = useFormatter();
  const { id, scope, subject, period, amount, spent } = limit;
  const channel = (["voice", "sms", "whatsapp", "ai"] as const).find((known) => known === subject);
  const whose =
    scope === "firm" ? t("scopes.firm") : channel && scope === "channel" ? channels(channel) : (limit.name ?? subject);
  const name = t("name", { whose, period: t(`periods.${period}`) });
  return (
    <li className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <p className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span className="font-medium text-ink wrap-anywhere">{name}</span>
          <span className="text-muted tabular-nums">
            {t("spent", { spent: format.number(spent), amount: format.number(amount) })}
          </span>
        </p>
        <Meter spent={spent} amount={amount} />
      </div>
      {remove ? <RemoveLimit limitId={id} name={name} remove={remove} /> : null}
    </li>
  );
}

/** The line above says it in figures. */
function Meter({ spent, amount }: { spent: number; amount: number }) {
  const share = amount === 0 ? 1 : Math.min(1, spent / amount);
  return (
    <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-hover">
      <div
        className={share >= 0.9 ? "h-full bg-danger" : "h-full bg-accent"}
        style={{ width: `${Math.round(share * 100)}%` }}
      />
    </div>
  );
}
