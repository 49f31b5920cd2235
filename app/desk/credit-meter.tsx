import { Coins, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { asTenant } from "@/lib/auth/as-tenant";
import { findBalance } from "@/lib/domain/credits/find-balance";

/** The firm's credits at the foot of the rail, for those who may see them; leads to the statement. */
export async function CreditMeter() {
  const access = await asTenant("credits:read", findBalance);
  if (!access.granted || access.data === null) return null;
  const t = await getTranslations("credits.meter");
  const format = await getFormatter();
  const { balance, held, lowSince } = access.data;
  return (
    <Link
      href="/settings/credits"
      className="flex flex-col gap-0.5 rounded-md px-2.5 py-1.5 text-xs text-subtle hover:bg-hover group-data-[collapsed=true]/rail:hidden"
    >
      <span className="flex items-center gap-1.5 text-sm text-muted">
        <Coins aria-hidden="true" className="size-4 stroke-[1.5]" />
        <span className="flex-1">{t("label")}</span>
        <span className="font-medium text-ink tabular-nums">{format.number(balance)}</span>
      </span>
      {lowSince ? (
        <span className="flex items-center gap-1.5 text-warning">
          <TriangleAlert aria-hidden="true" className="size-3.5" />
          {t("low")}
        </span>
      ) : held > 0 ? (
        <span className="tabular-nums">{t("held", { held })}</span>
      ) : null}
    </Link>
  );
}
