import { useFormatter, useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { ExactTime } from "@/components/ui/exact-time";
import { Stat, StatRow } from "@/components/ui/stat";
import type { CreditOverview } from "@/lib/domain/credits/find-credit-overview";

/** What the firm can spend, what is set aside, and where this month's credits went. */
export function CreditFigures({ overview }: { overview: CreditOverview }) {
  const t = useTranslations("credits");
  const format = useFormatter();
  const { balance, held, usedThisMonth, lowSince, lowBalanceThreshold } = overview;
  const used = usedThisMonth.reduce((sum, { amount }) => sum + amount, 0);
  const where = usedThisMonth.map(({ channel, amount }) => `${t(`channels.${channel}`)} ${format.number(amount)}`);
  return (
    <>
      {lowSince ? (
        <Callout tone={balance === 0 ? "danger" : "warning"} title={t(balance === 0 ? "low.none" : "low.title")}>
          {t("low.body", { threshold: lowBalanceThreshold })} <ExactTime value={lowSince} />.
        </Callout>
      ) : null}
      <StatRow>
        <Stat label={t("figures.balance")} value={format.number(balance)} hint={t("figures.balanceHint")} />
        <Stat label={t("figures.held")} value={format.number(held)} hint={t("figures.heldHint")} />
        <Stat
          label={t("figures.used")}
          value={format.number(used)}
          hint={where.length === 0 ? t("figures.usedHint") : where.join(" · ")}
        />
      </StatRow>
    </>
  );
}
