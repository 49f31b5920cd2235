import { useTranslations } from "next-intl";

/** A practice area in the reader's language. */
export function AreaName({ area }: { area: string }) {
  const t = useTranslations("cases.areas");
  const key = area as Parameters<typeof t.has>[0];
  return t.has(key) ? t(key) : area;
}
