import { useTranslations } from "next-intl";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A length of time in its two largest units at most: “45 s”, “12 min”, “3 h 20 min”, “4 days”. */
export function Duration({ seconds }: { seconds: number }) {
  const t = useTranslations("home.duration");
  if (seconds < MINUTE) return t("seconds", { count: Math.max(0, Math.round(seconds)) });
  if (seconds < HOUR) return t("minutes", { count: Math.round(seconds / MINUTE) });
  if (seconds < 2 * DAY) {
    const minutes = Math.round(seconds / MINUTE);
    return t("hours", { hours: Math.floor(minutes / MINUTE), minutes: minutes % MINUTE });
  }
  return t("days", { count: Math.round(seconds / DAY) });
}
