import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** Rows of the list before they are there, each as high as a row. */
export function ListSkeletonRows({ rows = 9 }: { rows?: number }) {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 overflow-hidden">
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: identical rows that never change places.
          key={row}
          className="flex h-20 flex-col justify-center gap-2 border-b border-line-soft ps-10 pe-3"
        >
          <Skeleton className={row % 2 === 0 ? "w-1/2" : "w-2/5"} />
          <Skeleton className={row % 3 === 0 ? "w-5/6" : "w-3/4"} />
          <Skeleton className="h-2.5 w-1/4" />
        </div>
      ))}
    </div>
  );
}
