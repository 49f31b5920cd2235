import { useTranslations } from "next-intl";
import type { SearchParams } from "@/app/desk/list-links";
import { Callout } from "@/components/ui/callout";
import { ExactTime } from "@/components/ui/exact-time";
import { instantOf } from "./event-query";

/** Says which span of time a link into the log has narrowed it to. */
export function ShownWindow({ search }: { search: SearchParams }) {
  const t = useTranslations("webhook-events.filters");
  const [from, to] = [instantOf(search, "from"), instantOf(search, "to")];
  const parts = {
    from: () => (from ? <ExactTime value={from} withZone /> : null),
    to: () => (to ? <ExactTime value={to} withZone /> : null),
  };
  if (from && to) return <Callout>{t.rich("ofWindow", parts)}</Callout>;
  if (from) return <Callout>{t.rich("since", parts)}</Callout>;
  return to ? <Callout>{t.rich("until", parts)}</Callout> : null;
}
