import { useFormatter, useTranslations } from "next-intl";
import { Stat, StatRow } from "@/components/ui/stat";
import type { BlockCounts } from "@/lib/domain/contact-gate/count-blocks";
import { linkWith } from "../list-links";

const PATH = "/desk/compliance";
const SHOWN = 5;

/** What the gate stopped in the window, by rule. Each figure opens exactly the decisions that it counts. */
export function BlockFigures({ blocks, days }: { blocks: BlockCounts; days: string }) {
  const t = useTranslations("compliance-desk.figures");
  const rules = useTranslations("compliance.rules");
  const format = useFormatter();
  return (
    <StatRow>
      <Stat
        label={t("blocked")}
        value={format.number(blocks.blocked)}
        hint={t("window", { days: Number(days) })}
        href={linkWith(PATH, {}, { days, verdict: "blocked" })}
      />
      {blocks.byRule.slice(0, SHOWN).map(({ rule, count }) => (
        <Stat
          key={rule}
          label={rules(rule)}
          value={format.number(count)}
          href={linkWith(PATH, {}, { days, verdict: "blocked", rule })}
        />
      ))}
    </StatRow>
  );
}
